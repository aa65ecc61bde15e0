import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { ImageStore } from "../images/store.ts";

const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>figma-host</title><style>
*{box-sizing:border-box}body{margin:0;font:11px Inter,sans-serif;background:#e5e5e5;height:100vh;overflow:hidden}
aside{position:fixed;top:0;bottom:0;width:200px;background:#fff;padding:12px;white-space:pre;overflow:hidden}
#left{left:0}#right{right:0}.dark aside,.dark #window{background:#2c2c2c;color:#fff}.dark body{background:#1e1e1e}
#canvas{position:fixed;inset:0 200px;overflow:hidden}#nodes{position:absolute;left:50%;top:50%}
.node{position:absolute;overflow:hidden}.node.selected{outline:2px solid #0d99ff}
#window{position:fixed;left:690px;top:40px;background:#fff;border-radius:8px;box-shadow:0 8px 30px #0004;overflow:hidden}
#title{padding:8px 12px;font-weight:600}iframe{border:0;display:block}
#toast{position:fixed;bottom:20px;left:35%;transform:translateX(-50%);background:#2c2c2c;color:#fff;padding:10px 16px;border-radius:6px;opacity:0}
#toast button{margin:-4px -6px -4px 12px;padding:4px 8px;border:0;border-radius:4px;background:#fff2;color:inherit;font:inherit;font-weight:600}
#toast.on{opacity:1}#toast.error{background:#dc3412}
</style></head><body><div id="canvas"><div id="nodes"></div></div><aside id="left"><b>Layers</b>
<div id="layers"></div></aside><aside id="right"><b>Design</b>
<div id="relaunch"></div></aside><div id="window" hidden><div id="title"></div><div id="body"></div></div>
<div id="toast"></div><script src="/script.js"></script></body></html>`;

/** A message or drop from the page, with the bytes in it. */
export type Receive = (kind: string, json: string, bytes: Uint8Array[]) => void;

async function take(request: IncomingMessage, receive: Receive): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  let at = 0;
  const parts = String(request.headers.lengths)
    .split(",")
    .map((length) => {
      at += Number(length);
      return body.subarray(at - Number(length), at);
    });
  const [json = body, ...bytes] = parts;
  receive(
    String(request.url).slice(1),
    json.toString("utf8"),
    bytes.map((part) => new Uint8Array(part)),
  );
}

let script: Promise<string> | undefined;

const pageScript = () => {
  script ??= build({
    entryPoints: [fileURLToPath(new URL("./browser-script.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? "");
  return script;
};

/** Serves the page that plays figma.com on a free port of its own: never the port of the API. */
export async function servePage(
  images: ImageStore,
  receive: Receive,
): Promise<{ url: string; close(): void }> {
  const code = await pageScript();
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const image = path.startsWith("/image/") ? images.get(path.slice("/image/".length)) : undefined;
    if (request.method === "POST") void take(request, receive).then(() => response.end());
    else if (image) response.writeHead(200, { "content-type": image.mediaType }).end(image.bytes);
    else if (path === "/script.js") response.writeHead(200, { "content-type": "text/javascript" }).end(code);
    else if (path === "/") response.writeHead(200, { "content-type": "text/html" }).end(html);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
