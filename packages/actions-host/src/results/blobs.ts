import type { IncomingMessage, ServerResponse } from "node:http";

type Blob = { readonly blocks: Map<string, Buffer>; data?: Buffer; type?: string };

/** Azure block blobs as far as the toolkit uses them. */
export type Blobs = {
  answer(id: string, url: URL, request: IncomingMessage, body: Buffer, response: ServerResponse): void;
  /** The bytes of a finished upload. */
  read(id: number): Buffer | undefined;
};

export function createBlobs(): Blobs {
  const blobs = new Map<string, Blob>();
  return {
    read: (id) => blobs.get(String(id))?.data,
    answer(id, url, request, body, response) {
      const blob = blobs.get(id) ?? { blocks: new Map() };
      blobs.set(id, blob);
      if (request.method === "PUT") {
        store(blob, url.searchParams, request, body);
        response.writeHead(201, azureHeaders).end();
      } else send(blob, request, response);
    },
  };
}

const azureHeaders = {
  "x-ms-request-id": "1",
  "x-ms-version": "2024-05-04",
  etag: '"1"',
  "last-modified": new Date(0).toUTCString(),
};

function store(blob: Blob, query: URLSearchParams, request: IncomingMessage, body: Buffer): void {
  const part = query.get("comp");
  if (part === "block") {
    blob.blocks.set(query.get("blockid") ?? "", body);
    return;
  }
  const listed = [...body.toString().matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g)];
  blob.data =
    part === "blocklist"
      ? Buffer.concat(listed.map(([, id = ""]) => blob.blocks.get(id) ?? Buffer.alloc(0)))
      : body;
  blob.type = String(request.headers["x-ms-blob-content-type"] ?? "application/octet-stream");
}

function send(blob: Blob, request: IncomingMessage, response: ServerResponse): void {
  if (blob.data === undefined) {
    response.writeHead(404).end();
    return;
  }
  const asked = String(request.headers["x-ms-range"] ?? request.headers.range ?? "");
  const range = /^bytes=(\d+)-(\d*)/.exec(asked);
  const from = Number(range?.[1] ?? 0);
  const to = Math.min(range?.[2] ? Number(range[2]) : Number.POSITIVE_INFINITY, blob.data.length - 1);
  const data = blob.data.subarray(from, to + 1);
  response.writeHead(range ? 206 : 200, {
    ...azureHeaders,
    "content-type": blob.type ?? "application/octet-stream",
    "content-length": data.length,
    "accept-ranges": "bytes",
    "x-ms-blob-type": "BlockBlob",
    ...(range ? { "content-range": `bytes ${from}-${to}/${blob.data.length}` } : {}),
  });
  response.end(request.method === "HEAD" ? undefined : data);
}
