import { parentPort } from "node:worker_threads";
import { convertImage } from "../../core/converter/convert-image.ts";
import { serveConverter } from "../../core/converter/worker-protocol.ts";

const port = parentPort;
if (port)
  serveConverter(
    { post: (message) => port.postMessage(message), listen: (hear) => port.on("message", hear) },
    convertImage,
  );
