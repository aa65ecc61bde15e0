import { createAssessor } from "../../core/manifest/assessor.ts";
import { serveAssessor } from "../../core/manifest/worker-protocol.ts";

serveAssessor(
  {
    post: (message) => postMessage(message),
    listen: (hear) => addEventListener("message", ({ data }) => hear(data)),
  },
  createAssessor(),
);
