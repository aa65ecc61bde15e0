import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CallToolResult, Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { createClient, type Model, type Ticket } from "@seedkit/core";
import { createEmulator, type Emulator, type EmulatorOptions } from "@seedkit/emulator";
import { onTestFinished } from "vitest";
import { createFolderFiles, createServer, createSession, type SessionOptions } from "../src/index.ts";

export type World = {
  readonly client: Client;
  readonly emulator: Emulator;
  /** Where the server works; links followed. */
  readonly folder: string;
  /** Beside it, where it may not. */
  readonly outside: string;
  readonly rescue: string;
  readonly log: readonly string[];
  /** Requests that are noted now. */
  readonly noted: ReadonlyMap<string, Ticket>;
  call(name: string, given?: Record<string, unknown>): Promise<CallToolResult>;
};

/** A session over an emulator, and a client of the SDK beside it. */
export async function createWorld(
  options: EmulatorOptions = {},
  change: Partial<SessionOptions> = {},
): Promise<World> {
  const home = await realpath(await mkdtemp(join(tmpdir(), "seedkit-mcp-")));
  const [folder, outside, rescue] = [join(home, "work"), join(home, "outside"), join(home, "rescue")];
  await Promise.all([mkdir(folder), mkdir(outside)]);
  const emulator = await createEmulator({ pixels: "plain", ...options });
  const noted = new Map<string, Ticket>();
  const log: string[] = [];
  const session = createSession({
    client: createClient<Model>({
      apiKey: "sk-test-0123456789",
      baseUrl: emulator.url,
      fetch: emulator.fetch,
      retry: { baseMs: 1, maxMs: 1 },
    }),
    files: createFolderFiles({ folder, nameOf: (prompt) => prompt.replaceAll(/\W+/g, "-"), rescue }),
    version: "1.2.3",
    tickets: {
      note: (ticket) => void noted.set(ticket.requestId, ticket),
      drop: async (requestId) => void noted.delete(requestId),
    },
    log: (line) => log.push(line),
    ...change,
  });
  const [near, far] = InMemoryTransport.createLinkedPair();
  const server = createServer(session);
  const client = new Client({ name: "test", version: "1.0.0" });
  await server.connect(far);
  await client.connect(near);
  onTestFinished(async () => {
    await client.close();
    await server.close();
    await Promise.allSettled(session.active);
    await emulator.close();
    await rm(home, { recursive: true, force: true });
  });
  return {
    client,
    emulator,
    folder,
    outside,
    rescue,
    log,
    noted,
    call: (name, given = {}) => client.callTool({ name, arguments: given }),
  };
}

/** The texts of an answer, in order. */
export function textOf({ content }: CallToolResult): string {
  return content.flatMap((block) => (block.type === "text" ? block.text : [])).join("\n");
}
