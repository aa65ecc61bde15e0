import type { IncomingMessage, ServerResponse } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";

/** What carries a request: a socket on a port, or a caller in this process. */
export type Connection = {
  readonly incoming?: IncomingMessage;
  readonly outgoing?: ServerResponse;
  readonly reset?: () => void;
  /** The answer's body may break off: what was sent of it has to arrive, status and headers included. */
  brittle?: boolean;
};

/** Cuts the connection before an answer begins. The response returned is never seen. */
export function resetConnection(connection: Connection): Response {
  connection.reset?.();
  connection.incoming?.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

/** Writes a brittle answer chunk by chunk and destroys the socket where its body errors. */
export async function writeBrittle(response: Response, outgoing: ServerResponse): Promise<Response> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  const reader = response.body?.getReader();
  outgoing.once("close", () => reader?.cancel().catch(() => {}));
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      const { value } = part;
      await new Promise<void>((resolve, reject) => {
        outgoing.write(value, (error) => (error ? reject(error) : resolve()));
      });
    }
    outgoing.end();
  } catch {
    outgoing.destroy();
  }
  return RESPONSE_ALREADY_SENT;
}
