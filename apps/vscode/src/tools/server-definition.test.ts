import { expect, test } from "vitest";
import { serverLaunch } from "./server-definition.ts";

const options = {
  runtime: "/opt/editor/node",
  script: "/ext/dist/mcp/server.js",
  folder: "/home/me/my project",
  records: "/state/jobs",
  rescue: "/state/rescue",
  history: "/state/history",
  version: "1.2.3",
  maxCost: 1_000_000,
  baseUrl: undefined,
};

test("the server is run by the editor's own Node, in the folder, with the cap, without a key", () => {
  const { command, args, env } = serverLaunch(options);
  expect(command).toBe("/opt/editor/node");
  expect(args[0]).toBe("/ext/dist/mcp/server.js");
  expect(args.slice(1, 3)).toEqual(["--folder", "/home/me/my project"]);
  expect(args.slice(-2)).toEqual(["--max-cost", "1000000"]);
  expect(env).toEqual({ ELECTRON_RUN_AS_NODE: "1", SEGMIND_BASE_URL: null });
});

test("an address that is set is handed on", () => {
  expect(serverLaunch({ ...options, baseUrl: "http://localhost:4010" }).env.SEGMIND_BASE_URL).toBe(
    "http://localhost:4010",
  );
});
