// Releases the action: a commit that holds its files alone, and the tags that workflows name (v1.2.3, v1.2, v1).
// `node scripts/release-action.mjs [--remote NAME] [--dry-run]`; what is released is what HEAD holds.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const folder = "apps/action";
const { values } = parseArgs({
  options: { remote: { type: "string", default: "origin" }, "dry-run": { type: "boolean", default: false } },
});

const temporary = mkdtempSync(join(tmpdir(), "seedkit-release-"));
// An index of its own: what is staged in the repository stays as it is.
const env = { ...process.env, GIT_INDEX_FILE: join(temporary, "index") };
const git = (args, input) =>
  execFileSync("git", args, { env, encoding: "utf8", input, maxBuffer: 1 << 28 }).trim();

try {
  release();
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function release() {
  const { version } = JSON.parse(show(`${folder}/package.json`));
  const name = `v${version}`;
  const tags = remoteTags();
  if (tags.includes(name)) {
    console.log(`${name} is released already`);
    return;
  }
  const commit = commitOf(name);
  const moving = movingTags(version, tags);
  git(["tag", "--annotate", "--force", name, commit, "--message", name]);
  for (const tag of moving) git(["tag", "--force", tag, commit]);
  const refs = [`refs/tags/${name}`, ...moving.map((tag) => `+refs/tags/${tag}`)];
  // All of them or none: nobody may meet v1 without its release.
  if (!values["dry-run"]) git(["push", "--quiet", "--atomic", values.remote, ...refs]);
  console.log(
    `${values["dry-run"] ? "would release" : "released"} ${[name, ...moving].join(", ")} at ${commit}`,
  );
  console.log(git(["ls-tree", "-r", "--name-only", commit]));
}

/** A commit after HEAD whose tree holds only what a runner needs. */
function commitOf(name) {
  const own = git([
    "ls-tree",
    "-r",
    "HEAD",
    "--",
    `${folder}/action.yml`,
    `${folder}/plan`,
    `${folder}/dist`,
    "action.yml",
    "LICENSE",
  ]);
  const entries = own.split("\n").map((line) => {
    const [, mode, , object, path] = /^(\d+) (\w+) ([0-9a-f]+)\t(.*)$/.exec(line);
    return { mode, object, path };
  });
  for (const needed of [
    "action.yml",
    `${folder}/action.yml`,
    `${folder}/dist/main.mjs`,
    `${folder}/plan/action.yml`,
  ]) {
    if (!entries.some(({ path }) => path === needed)) throw new Error(`HEAD has no ${needed}`);
  }
  // At the root as well, so that `owner/repo/plan@v1` works.
  const plan = show(`${folder}/plan/action.yml`).replace("main: ../dist/", `main: ../${folder}/dist/`);
  entries.push({ mode: "100644", object: blob(plan), path: "plan/action.yml" });
  const readme = blob(show(`${folder}/README.md`));
  for (const path of ["README.md", `${folder}/README.md`])
    entries.push({ mode: "100644", object: readme, path });
  git(["read-tree", "--empty"]);
  git(
    ["update-index", "--index-info"],
    entries.map(({ mode, object, path }) => `${mode} ${object}\t${path}\n`).join(""),
  );
  return git(["commit-tree", git(["write-tree"]), "-p", "HEAD", "-m", `Action ${name}`]);
}

/** v1.2 and v1, where no newer release of that line is out. Trial versions move none. */
function movingTags(version, tags) {
  const parts = numbers(version);
  if (!parts) return [];
  const [major, minor] = parts;
  const released = tags.map((tag) => numbers(tag.slice(1))).filter(Boolean);
  const isNewest = (line) =>
    !released.some((other) => line.every((part, at) => other[at] === part) && isAfter(other, parts));
  return [
    ...(isNewest([major, minor]) ? [`v${major}.${minor}`] : []),
    ...(isNewest([major]) ? [`v${major}`] : []),
  ];
}

function numbers(version) {
  return /^(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number);
}

function isAfter(left, right) {
  const at = left.findIndex((part, index) => part !== right[index]);
  return at !== -1 && left[at] > right[at];
}

function remoteTags() {
  const lines = git(["ls-remote", "--tags", "--refs", values.remote]).split("\n");
  return lines.flatMap((line) => /refs\/tags\/(v\S+)$/.exec(line)?.[1] ?? []);
}

function show(path) {
  return `${git(["show", `HEAD:${path}`])}\n`;
}

function blob(text) {
  return git(["hash-object", "-w", "--stdin"], text);
}
