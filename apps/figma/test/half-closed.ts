import { createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";

type Door = { readonly url: string; close(): void };

/** A way to a service on which some answers lose what lets a page of another origin read them. */
export const closeTo = (target: string, closed: RegExp): Promise<Door> =>
  doorTo(target, (path, headers) =>
    closed.test(path)
      ? {
          headers: Object.fromEntries(
            Object.entries(headers).filter(([name]) => !name.startsWith("access-control-")),
          ),
        }
      : { headers },
  );

/** A way to a service whose image answers have other bytes. */
export const imagesAs = (target: string, bytes: Uint8Array, mediaType: string): Promise<Door> =>
  doorTo(target, (_, headers) =>
    headers["content-type"]?.startsWith("image/")
      ? {
          headers: { ...headers, "content-type": mediaType, "content-length": String(bytes.length) },
          body: bytes,
        }
      : { headers },
  );

type Answer = { readonly headers: IncomingHttpHeaders; readonly body?: Uint8Array };

async function doorTo(
  target: string,
  change: (path: string, headers: IncomingHttpHeaders) => Answer,
): Promise<Door> {
  const server = createServer((incoming, outgoing) => {
    const { method = "GET", headers, url = "/" } = incoming;
    const onward = request(new URL(url, target), { method, headers }, (answer) => {
      const { headers: kept, body } = change(url, answer.headers);
      outgoing.writeHead(answer.statusCode ?? 502, kept);
      if (body) outgoing.end(body);
      else answer.pipe(outgoing);
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
