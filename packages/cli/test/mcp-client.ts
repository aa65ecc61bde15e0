import { fileURLToPath } from "node:url";
import { type CallToolResult, Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { onTestFinished } from "vitest";
import type { World } from "./world.ts";

const bin = fileURLToPath(new URL("../bin/seedkit.js", import.meta.url));
export const eras = ["legacy", "modern"] as const;
export type Era = (typeof eras)[number];

/** The built `seedkit mcp` as a process of its own, and the SDK's client speaking to it. */
export async function connectMcp(
  world: World,
  {
    era = "legacy",
    words = [],
    env = {},
  }: { era?: Era; words?: readonly string[]; env?: Record<string, string> } = {},
) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [bin, "mcp", ...words],
    cwd: world.cwd,
    env: { ...(world.childEnv() as Record<string, string>), ...env },
    stderr: "pipe",
  });
  let stderr = "";
  transport.stderr?.on("data", (data: Buffer) => {
    stderr += data;
  });
  const negotiation = era === "modern" ? { versionNegotiation: { mode: { pin: "2026-07-28" } } } : {};
  const client = new Client({ name: "test", version: "1.0.0" }, negotiation);
  const errors: Error[] = [];
  client.onerror = (error) => errors.push(error);
  await client.connect(transport);
  onTestFinished(() => client.close());
  return {
    client,
    /** What the client could not read: nothing but the protocol may come. */
    errors,
    stderr: () => stderr,
    pid: () => transport.pid ?? 0,
    call: (name: string, given: Record<string, unknown> = {}): Promise<CallToolResult> =>
      client.callTool({ name, arguments: given }),
  };
}

export function textOf({ content }: CallToolResult): string {
  return content.flatMap((block) => (block.type === "text" ? block.text : [])).join("\n");
}
