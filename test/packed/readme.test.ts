import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = inject("installed");

// What the snippets take for granted: things of the reader's own, and a client made in an earlier snippet.
const given = `
import type { BuiltInModel, Client, Generation } from "@seedkit/core";
declare global {
  const seedkit: Client<BuiltInModel>;
  const prompt: string;
  const input: { prompt: string };
  function save(text: string): Promise<void>;
  function keep(generation: Generation): Promise<void>;
  function retryLater(ms: number | undefined): void;
}`;

/** Nobody installs these: their snippets are for those who work here. */
async function isPrivate(readme: string): Promise<boolean> {
  if (readme === "README.md") return false;
  const manifest = await readFile(join(root, readme, "../package.json"), "utf8");
  return JSON.parse(manifest).private === true;
}

test("every TypeScript snippet of the published READMEs type-checks against the packed packages", async () => {
  const place = join(folder, "snippets");
  await mkdir(place, { recursive: true });
  const snippets: string[] = [];
  for (const readme of globSync("{README.md,packages/*/README.md}", { cwd: root })) {
    if (await isPrivate(readme)) continue;
    const text = await readFile(join(root, readme), "utf8");
    for (const [index, [, code]] of [...text.matchAll(/^```ts\n(.*?)^```/gms)].entries()) {
      const name = `${readme.replaceAll("/", "-").replace(".md", "")}-${index + 1}.ts`;
      snippets.push(name);
      await writeFile(join(place, name), `${code}\nexport {};\n`);
    }
  }
  expect(snippets.length).toBeGreaterThan(5);
  await writeFile(join(place, "given.d.ts"), given);
  const compilerOptions = {
    ...{
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: "es2023",
      lib: ["es2023"],
      module: "nodenext",
    },
    ...{ typeRoots: [join(root, "node_modules/@types")], types: ["node"] },
  };
  await writeFile(join(place, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  await writeFile(join(place, "package.json"), JSON.stringify({ type: "module" }));
  const tsc = promisify(execFile)(join(root, "node_modules/.bin/tsc"), ["-p", place, "--pretty", "false"]);
  const { stdout } = await tsc.catch((error: { stdout: string }) => error);
  expect(stdout).toBe("");
});
