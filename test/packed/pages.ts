import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Serves a few texts on a loopback port. */
export async function servePages(
  pages: Readonly<Record<string, string>>,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const text = pages[request.url ?? "/"];
    const type = request.url?.endsWith(".js") ? "text/javascript" : "text/html";
    response
      .writeHead(text === undefined ? 404 : 200, { "content-type": `${type}; charset=utf-8` })
      .end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
