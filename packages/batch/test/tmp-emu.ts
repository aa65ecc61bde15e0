import { createEmulator } from "@seedkit/emulator";

const e = await createEmulator({ port: 0, pixels: "plain", latency: Number(process.argv[2] ?? 0) });
console.log(e.url);
