import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { type Connection, writeBrittle } from "./connection.ts";

export type Listener = { readonly url: string; close(): Promise<void> };

/** Puts the app on a port; 0 takes any free one. @throws Error where the port is taken (`EADDRINUSE`) */
export async function listen(
  handle: (request: Request, connection: Connection) => Response | Promise<Response>,
  port: number,
  host: string,
): Promise<Listener> {
  const server = createAdaptorServer({
    // A test's own Request and Response must stay the platform's.
    overrideGlobalObjects: false,
    async fetch(request, { incoming, outgoing }) {
      const connection = { incoming, outgoing } as Connection;
      const response = await handle(request, connection);
      return connection.brittle && connection.outgoing
        ? writeBrittle(response, connection.outgoing)
        : response;
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${reachableHost(host)}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Sockets that are kept alive, or stall, would hold the port for minutes.
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

function reachableHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
