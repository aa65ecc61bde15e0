import { saveCache } from "./reuse/save-cache.ts";
import { createLog } from "./runner/log.ts";

await saveCache(
  process.env,
  createLog((text) => process.stdout.write(text)),
);
process.exit(0);
