import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { kill } from "./redis.ts";

const program = fileURLToPath(new URL("../../cli/src/bin.ts", import.meta.url));

/** The program, as a process of its own that ends with the test. */
export function seedkit(cwd: string, words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const flags = ["--conditions=@seedkit/source", "--disable-warning=ExperimentalWarning"];
  const child: ChildProcess = spawn(process.execPath, [...flags, program, ...words], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => kill(child, "SIGKILL"));
  const said = { out: "", all: "" };
  child.stdout?.on("data", (data) => {
    said.out += data;
    said.all += data;
  });
  child.stderr?.on("data", (data) => {
    said.all += data;
  });
  const ended = new Promise<number>((resolve) => child.once("close", (code) => resolve(code ?? -1)));
  return { child, said, ended };
}
