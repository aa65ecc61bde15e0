import type { Readable, Writable } from "node:stream";
import { StdioServerTransport, serveStdio } from "@modelcontextprotocol/server/stdio";
import { createSession, type SessionOptions } from "../session/session.ts";
import { createServer } from "./create-server.ts";

export type StartOptions = SessionOptions & {
  /** @default the process's own */
  readonly stdin?: Readable | undefined;
  /** Nothing but the protocol may be written to it. @default the process's own */
  readonly stdout?: Writable | undefined;
};

export type RunningServer = {
  /** Resolves when the client has gone, or `close` was called, and what was paid for is saved or noted. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
};

/** Serves a session over standard input and output, to clients of either era of the protocol. */
export function startServer({ stdin, stdout, ...options }: StartOptions): RunningServer {
  const session = createSession(options);
  const transport = new StdioServerTransport(stdin, stdout);
  const handle = serveStdio(() => createServer(session), {
    transport,
    onerror: (error) => session.log(`protocol: ${error.message}`),
  });
  const closed = new Promise<void>((resolve) => {
    const { onclose } = transport;
    transport.onclose = () => {
      onclose?.();
      resolve();
    };
  });
  const settled = async () => {
    while (session.active.size > 0) await Promise.allSettled(session.active);
  };
  return { ended: closed.then(settled), close: () => handle.close() };
}
