// The house rules no other linter knows. Each is one entry: what it looks at, and what is wrong with it.
import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join, matchesGlob } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const longest = 300;
const longestMedian = 90;

const isCode = (path) => /\.(ts|tsx|mts|mjs|cjs|js)$/.test(path);
const isTest = (path) => /\.test(-d)?\.tsx?$|(^|\/)test\//.test(path);
const isSource = (path) => isCode(path) && /^(packages|apps)\/[^/]+\/src\//.test(path) && !isTest(path);
// The one place where a forbidden word has to be written.
const isThisFile = (path) => path === "scripts/check-house-rules.mjs";

/** Rules of one line: forbidden text in the files that `where` picks. */
const forbiddenText = [
  {
    text: /\bseedream-\d[\w.]*/i,
    why: "a model id may only stand in core's models/, tests, docs and bench: take it from listModels()",
    where: (path) =>
      !/^(packages\/core\/src\/models|packages\/bench|packages\/batch\/schemas|docs)\//.test(path) &&
      !isTest(path) &&
      !path.endsWith(".md"),
  },
  { text: /\bas any\b/, why: "`as any` switches the types off", where: isCode },
  { text: /@ts-(ignore|nocheck)/, why: "it silences the type checker", where: isCode },
  { text: /(?<![\w.:/])\/(work|farm)\//, why: "a path of one machine", where: () => true },
  // Tests may make paths of this kind up.
  {
    text: /(?<![\w.:/])\/(home|root|Users)\//,
    why: "a path of one machine",
    where: (path) => !isTest(path),
  },
  {
    text: /\bregistry\.(npmjs|yarnpkg)\.|\bnpm\.pkg\.github\.com|\bdeb\.debian\.org|\bnpmmirror\.com/,
    why: "a registry's host: where packages come from is the machine's own business",
    where: () => true,
  },
  { text: /[\u2012-\u2015\u2212]/, why: "a Unicode dash: write - or rephrase", where: () => true },
  {
    text: /^\s*(-\s*)?uses:\s*(?!\.\/)\S+@(?![0-9a-f]{40} # v\d)/,
    why: "actions are pinned by full commit SHA with the version as a comment",
    where: (path) => path.startsWith(".github/workflows/"),
  },
];

const problems = [];
const report = (path, why, line) => problems.push(`${path}${line ? `:${line}` : ""} ${why}`);

const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
});
// A bundle is checked against its sources by `pnpm gen --check`.
const isBundle = (path) => path.startsWith("apps/action/dist/");
const files = tracked.split("\n").filter((path) => path && !isBundle(path) && existsSync(join(root, path)));
const texts = files.filter((path) => !/\.(png|jpe?g|webp|gif|woff2?|ico)$|pnpm-lock\.yaml$/.test(path));

const sourceLengths = [];
for (const path of texts) {
  const lines = readFileSync(join(root, path), "utf8").split("\n");
  if (!isThisFile(path)) checkText(path, lines);
  if (path.endsWith(".md")) checkLinks(path, lines);
  const length = lines.at(-1) === "" ? lines.length - 1 : lines.length;
  if (isCode(path) && length > longest) report(path, `has ${length} lines, ${longest} are the most`);
  if (isSource(path)) sourceLengths.push(length);
}

function checkLinks(path, lines) {
  lines.forEach((line, index) => {
    for (const [, target] of line.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)) {
      if (!existsSync(join(root, dirname(path), target)))
        report(path, `links to nothing: ${target}`, index + 1);
    }
  });
}

function checkText(path, lines) {
  for (const { text, why, where } of forbiddenText) {
    if (!where(path)) continue;
    lines.forEach((line, index) => {
      const found = text.exec(line);
      if (found) report(path, `"${found[0].trim()}": ${why}`, index + 1);
    });
  }
}

for (const path of files.filter(isCode)) {
  const name = basename(path);
  if (!/^[a-z0-9.-]+$/.test(name)) report(path, "file names are kebab-case");
  if (/^(utils?|helpers?|common|manager|shared)\./.test(name))
    report(path, "the name says nothing: name the idea");
}

sourceLengths.sort((a, b) => a - b);
const median = sourceLengths[Math.floor(sourceLengths.length / 2)] ?? 0;
if (median >= longestMedian)
  report("src", `the median file has ${median} lines, under ${longestMedian} is the rule`);

// One version for all: `fixed` has to name every package, private ones too.
const readJson = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));
const packages = globSync("{packages,apps}/*/package.json", { cwd: root }).map(readJson);
const fixed = readJson(".changeset/config.json").fixed.flat();
for (const { name } of packages) {
  if (!fixed.some((pattern) => matchesGlob(name, pattern)))
    report(".changeset/config.json", `fixed does not name ${name}`);
}
const versions = new Set(packages.map(({ version }) => version));
if (versions.size > 1) report("packages", `have different versions: ${[...versions].join(", ")}`);

for (const problem of problems.sort()) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else
  console.log(`house rules: ${files.length} files, no problem; the median source file has ${median} lines`);
