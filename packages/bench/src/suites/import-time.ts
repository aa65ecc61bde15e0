import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { peers } from "../clients/index.ts";
import { oursAlone } from "../clients/ours.ts";
import type { Suite } from "../section.ts";
import { median, rotate } from "../statistics.ts";

const execute = promisify(execFile);
const here = fileURLToPath(new URL("..", import.meta.url));

/** How long Node takes to load a client. */
export const importTime: Suite = {
  id: "import-time",
  async run({ quick }) {
    const runs = quick ? 3 : 21;
    const loaded = [...peers, oursAlone];
    const times = new Map<string, number[]>(loaded.map(({ id }) => [id, []]));
    for (let run = 0; run < runs; run++) {
      for (const { id, packages } of rotate(loaded, run)) times.get(id)?.push(await load(packages));
    }
    const figure = (id: string) => median(times.get(id) ?? []);
    return {
      title: "Import",
      method: `\`await import()\` of what the client needs for its call, in a fresh Node process, files in the system's cache; ${runs} runs that take turns, median.`,
      tables: [
        {
          columns: ["client", "imports", "ms"],
          rows: loaded.map(({ id, title, packages }) => [title, packages.join(", "), figure(id).toFixed(1)]),
        },
      ],
      measures: [
        {
          id: "import time",
          better: "lower",
          values: new Map(peers.map(({ id }) => [id, figure(id)])),
          show: (value) => `${value.toFixed(1)} ms`,
        },
      ],
    };
  },
};

async function load(packages: readonly string[]): Promise<number> {
  const imports = packages.map((name) => `await import(${JSON.stringify(name)});`).join("");
  const code = `const start = performance.now(); ${imports} console.log(performance.now() - start);`;
  const { stdout } = await execute(process.execPath, ["--input-type=module", "--eval", code], { cwd: here });
  return Number(stdout);
}
