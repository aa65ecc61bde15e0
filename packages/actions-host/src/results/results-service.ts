import { createServer, type IncomingMessage } from "node:http";
import type { ArtifactContent } from "./artifact-content.ts";
import { createArtifacts } from "./artifacts.ts";
import { createBlobs } from "./blobs.ts";
import type { CacheContent } from "./cache-content.ts";
import { createCaches } from "./caches.ts";
import { type Answer, readMessage } from "./message.ts";
import { createToken, type Grant, readToken } from "./token.ts";

/** GitHub's results service on loopback: artifacts v4, cache v2 and the blobs behind them. */
export type ResultsService = {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** What actions of a job find in their environment. */
  environment(grant: Grant, job: string): Record<string, string>;
  artifacts(run: string): ArtifactContent[];
  caches(): CacheContent[];
  close(): Promise<void>;
};

export async function startResultsService(): Promise<ResultsService> {
  let lastId = 1000;
  let url = "";
  const nextId = () => ++lastId;
  const signedUrl = (id: number) => `${url}/blob/${id}?sig=signature-${id}&se=2099-01-01`;
  const blobs = createBlobs();
  const artifacts = createArtifacts(nextId, signedUrl, blobs);
  const caches = createCaches(nextId, signedUrl, blobs);

  const call = (service: string, method: string, request: IncomingMessage, body: Buffer): Answer => {
    const grant = readToken(request.headers.authorization);
    if (!grant) return { status: 401, body: { code: "unauthenticated", msg: "no token" } };
    const message = readMessage(body);
    const answer =
      service === "CacheService"
        ? caches.methods[method]?.(message, grant.cacheWritable)
        : artifacts.methods[method]?.(message);
    return answer ?? { status: 404, body: { code: "bad_route", msg: `no method ${method}` } };
  };

  const server = createServer(async (request, response) => {
    const target = new URL(request.url ?? "/", url);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const twirp = /^\/twirp\/github\.actions\.results\.api\.v1\.(\w+)\/(\w+)$/.exec(target.pathname);
    const blob = /^\/blob\/(\d+)$/.exec(target.pathname)?.[1];
    if (blob !== undefined) return blobs.answer(blob, target, request, body, response);
    const answer = twirp
      ? call(twirp[1] ?? "", twirp[2] ?? "", request, body)
      : { status: 404, body: { msg: "not found" } };
    response.writeHead(answer.status ?? 200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The service has no port");
  url = `http://127.0.0.1:${address.port}`;

  return {
    url,
    environment: (grant, job) => ({
      ACTIONS_RESULTS_URL: `${url}/`,
      ACTIONS_RUNTIME_URL: `${url}/`,
      ACTIONS_RUNTIME_TOKEN: createToken(grant, job),
      ACTIONS_CACHE_SERVICE_V2: "True",
    }),
    artifacts: artifacts.list,
    caches: caches.list,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
