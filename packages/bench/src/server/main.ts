import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { benchKey } from "../key.ts";
import type { ScenarioId } from "../scenarios.ts";
import { booksOf, notePost } from "./books.ts";
import { faults, succeed } from "./faults.ts";
import { answer, type ImageName, imageBytes, type Wire } from "./wires.ts";

// Paths: /run/<run>/<scenario or image>/<wire>/<whatever the client adds>, /books/<run>, /image/<name>.png.
const serve: RequestListener = (request, response) => {
  const [, kind = "", run = "", scenario = "", wire = ""] = (request.url ?? "").split("/");
  if (kind === "books") {
    response.end(JSON.stringify(booksOf(run)));
    return;
  }
  if (kind === "image") {
    const body = imageBytes(run.replace(".png", "") as ImageName);
    response.writeHead(200, { "content-type": "image/png", "content-length": body.length });
    response.end(body);
    return;
  }
  const books = booksOf(run);
  // A cancelled prediction is a post too, but asks for no image.
  if (request.method !== "POST" || request.url?.endsWith("/cancel")) {
    response.writeHead(404).end();
    return;
  }
  const now = performance.now();
  const post = notePost(books, now);
  const fault = faults[scenario as ScenarioId] as (typeof faults)[ScenarioId] | undefined;
  const image: ImageName = scenario === "large" ? "large" : "small";
  const exchange = {
    request,
    response,
    books,
    post,
    sinceFirst: now - books.firstPost,
    elsewhere: `${origin(elsewhere)}/elsewhere/${run}`,
    answer: answer(wire as Wire, image, origin(main)),
  };
  request.resume().on("end", () => (fault ?? succeed)(exchange));
};

// The other origin of the redirect: it knows nobody, and notes whether it was handed the key.
const lure: RequestListener = (request, response) => {
  const [, , run = ""] = (request.url ?? "").split("/");
  if (Object.values(request.headers).some((value) => String(value).includes(benchKey)))
    booksOf(run).keyLeaked = true;
  request
    .resume()
    .on("end", () => response.writeHead(401, { "content-type": "application/json" }).end('{"error":"who?"}'));
};

const main = await listen(serve);
const elsewhere = await listen(lure);
imageBytes("small");
process.send?.({ origin: origin(main), image: imageBytes("small").toString("base64") });
process.once("disconnect", () => process.exit());

function listen(listener: RequestListener): Promise<Server> {
  // A socket that the server closes while idle would look like a fault nobody asked for.
  const server = createServer({ keepAliveTimeout: 120_000 }, listener);
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

function origin(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
