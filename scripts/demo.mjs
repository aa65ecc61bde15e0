// One image with each model through the embedded emulator on a loopback port, and a page that shows them.
import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { demoPage } from "./demo-page.mjs";

const fallbackPrompt = "A lighthouse on a cliff at dusk, long exposure, the sea like silk";
const extensions = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif" };
// The built packages, as a user gets them.
const built = (name) => import(new URL(`../packages/${name}/dist/index.js`, import.meta.url).href);

/** Makes the images, writes them and `index.html` to the folder, and returns the lines to print. */
export async function runDemo({ prompt = fallbackPrompt, folder }) {
  const [core, { createEmulator }] = await Promise.all([built("core"), built("emulator")]);
  const emulator = await createEmulator({ port: 0 });
  try {
    const seedkit = core.createClient({ apiKey: "demo", baseUrl: emulator.url });
    await mkdir(folder, { recursive: true });
    const shots = await Promise.all(
      core.listModels().map(async (model) => {
        const generation = await seedkit.generate(model.id, { prompt });
        return { model, generation, image: generation.images[0] };
      }),
    );
    for (const shot of shots) {
      shot.file = `${shot.model.id}.${extensions[shot.image.mediaType]}`;
      await writeFile(join(folder, shot.file), shot.image.bytes);
    }
    const total = core.sumCosts(shots.map(({ generation }) => generation.cost.estimated)).formatted;
    await writeFile(join(folder, "index.html"), demoPage({ prompt, shots, total }));
    return lines({ shots, total, folder });
  } finally {
    await emulator.close();
  }
}

function lines({ shots, total, folder }) {
  const path = (name) => relative(process.cwd(), join(folder, name));
  const rows = shots.map(({ file, image, model, generation }) => [
    path(file),
    `${image.width}x${image.height}`,
    `${(image.bytes.length / 1024).toFixed(0)} kB`,
    model.title,
    `would have cost ${generation.cost.estimated.formatted}`,
  ]);
  rows.push([path("index.html"), "", "", "shows them", `together ${total}; from the emulator: nothing`]);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) => `    ${row.map((cell, column) => cell.padEnd(widths[column])).join("  ")}`.trimEnd())
    .join("\n");
}
