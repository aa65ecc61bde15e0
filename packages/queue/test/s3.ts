import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** As much of S3 as is needed: signed puts and gets, by path. */
export async function startS3() {
  const objects = new Map<string, Buffer>();
  let failures = 0;
  const server = createServer();
  server.on("request", async (request, response) => {
    const body = await buffer(request);
    const { method, url = "", headers } = request;
    const isSigned = /^AWS4-HMAC-SHA256 Credential=storage-id\//.test(headers.authorization ?? "");
    const sum = createHash("sha256").update(body).digest("base64");
    const answer = (status: number, bytes?: Buffer) => void response.writeHead(status).end(bytes);
    if (!isSigned) return answer(403);
    if (failures > 0) {
      failures--;
      return answer(503);
    }
    if (method === "PUT") {
      if (headers["x-amz-checksum-sha256"] !== sum) return answer(400);
      objects.set(decodeURIComponent(url), body);
      return answer(200);
    }
    const found = objects.get(decodeURIComponent(url));
    return found ? answer(200, found) : answer(404);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () => new Promise<void>((resolve) => void server.close(() => resolve()).closeAllConnections()),
  );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    failNext(count: number) {
      failures = count;
    },
  };
}
