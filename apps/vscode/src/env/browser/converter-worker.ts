import { convertImage } from "../../core/converter/convert-image.ts";
import { serveConverter } from "../../core/converter/worker-protocol.ts";

serveConverter(
  {
    post: (message) => postMessage(message),
    listen: (hear) => addEventListener("message", ({ data }) => hear(data)),
  },
  convertImage,
);
