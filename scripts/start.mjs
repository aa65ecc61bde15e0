// `npm start`, or `npm start -- "a prompt"`: from a fresh clone to images on disk.
import { join } from "node:path";
import { installDependencies } from "./install.mjs";
import { pnpmOrStop, root } from "./pnpm.mjs";

const prompt = process.argv.slice(2).join(" ").trim() || undefined;
const began = Date.now();

console.log("1/3 Dependencies");
console.log(installDependencies() ? "    installed" : "    there already");

console.log("2/3 Build: core, emulator and the seedkit command (what did not change is not built again)");
pnpmOrStop(
  ["exec", "turbo", "run", "build", "--filter=seedkit...", "--output-logs=errors-only"],
  "The build failed: the reason stands above",
);

console.log(
  "3/3 Images: one with each model, by the real client over HTTP, from the emulator on this machine",
);
const { runDemo } = await import("./demo.mjs");
const report = await runDemo({ prompt, folder: join(root, "seedkit-demo") });
console.log(report);
console.log(
  `\nDone in ${((Date.now() - began) / 1000).toFixed(1)} s. Next: npx seedkit generate "a red kite" --emulator`,
);
