// Builds the plugin into dist, from where Figma loads it: `pnpm build`.
import { fileURLToPath } from "node:url";
import { buildPlugin, writePlugin } from "./build-plugin.ts";
import { serviceOf } from "./service.ts";

const service = serviceOf(process.env);
const bundles = await buildPlugin(service);
await writePlugin(bundles, fileURLToPath(new URL("../dist", import.meta.url)));
const kilobytes = (text: string) => `${(Buffer.byteLength(text) / 1000).toFixed(1)} kB`;
console.log(`code.js ${kilobytes(bundles.code)}, ui.html ${kilobytes(bundles.html)}, for ${service.apiUrl}`);
