import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** A way to a service on which some answers lose what lets a page of another origin read them. */
export async function closeTo(target: string, closed: RegExp): Promise<{ url: string; close(): void }> {
  const server = createServer((incoming, outgoing) => {
    const { method = "GET", headers, url = "/" } = incoming;
    const onward = request(new URL(url, target), { method, headers }, (answer) => {
      const kept = Object.entries(answer.headers).filter(
        ([name]) => !(closed.test(url) && name.startsWith("access-control-")),
      );
      outgoing.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept));
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
