import { hash } from "node:crypto";
import { parentPort } from "node:worker_threads";
import { createAssessor } from "../../core/manifest/assessor.ts";
import { serveAssessor } from "../../core/manifest/worker-protocol.ts";
import { createDiskFiles } from "./disk-files.ts";

const port = parentPort;
if (port)
  serveAssessor(
    { post: (message) => port.postMessage(message), listen: (hear) => port.on("message", hear) },
    createAssessor((data) => hash("sha256", data)),
    createDiskFiles,
  );
