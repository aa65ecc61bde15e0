import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** One request that passed. */
export type RecordedRequest = {
  readonly method: string;
  readonly path: string;
  /** Of the JSON of its body, what tests look at. */
  readonly body:
    | {
        readonly prompt?: string;
        readonly image_input?: readonly string[];
        readonly data_urls?: readonly string[];
      }
    | undefined;
};

export type Recorder = {
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  readonly close: () => Promise<void>;
};

/** Stands before the emulator, whose journal holds no bodies, and keeps what is sent. */
export async function startRecorder(target: string): Promise<Recorder> {
  const requests: RecordedRequest[] = [];
  const server = createServer(async (request, response) => {
    const { method = "GET", url: path = "/" } = request;
    const bytes = await buffer(request);
    const body = bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined;
    requests.push({ method, path, body });
    const headers = new Headers({ "content-type": "application/json" });
    const key = request.headers["x-api-key"];
    if (typeof key === "string") headers.set("x-api-key", key);
    try {
      const init = { method, headers, ...(bytes.length > 0 && { body: new Uint8Array(bytes) }) };
      const answer = await fetch(`${target}${path}`, init);
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(new Uint8Array(await answer.arrayBuffer()));
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
