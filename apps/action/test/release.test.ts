import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { createSetting, repository, seedkitStep, step, workflowOf } from "./setting.ts";

const script = join(repository, "scripts/release-action.mjs");

/** A repository with the action's files and something else, and a remote of its own. */
async function createRepository() {
  const base = await mkdtemp(join(tmpdir(), "seedkit-release-test-"));
  const [folder, remote] = [join(base, "work"), join(base, "remote.git")];
  const run = (command: string, args: readonly string[], cwd = folder) =>
    execFileSync(command, args, {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: "/dev/null",
        GIT_AUTHOR_NAME: "Test",
        GIT_AUTHOR_EMAIL: "test@example.com",
        GIT_COMMITTER_NAME: "Test",
        GIT_COMMITTER_EMAIL: "test@example.com",
      },
    }).trim();
  const git = (...args: string[]) => run("git", args);
  for (const path of [
    "action.yml",
    "LICENSE",
    ...["action.yml", "README.md", "plan", "dist", "src/main.ts"].map((one) => `apps/action/${one}`),
  ]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(repository, path), join(folder, path), { recursive: true });
  }
  await mkdir(remote);
  run("git", ["init", "--quiet", "--bare"], remote);
  git("init", "--quiet", "--initial-branch=main");
  git("remote", "add", "origin", remote);
  return {
    git,
    base,
    async release(version: string) {
      await writeFile(join(folder, "apps/action/package.json"), JSON.stringify({ version }));
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "-m", `Version ${version}`);
      return run(process.execPath, [script]);
    },
    /** What the remote's tags point at, by name. */
    tags: () =>
      Object.fromEntries(
        git("ls-remote", "--tags", "origin")
          .split("\n")
          .map((line) => line.split("\t"))
          .filter(([, name = ""]) => name.endsWith("^{}") || !/v\d+\.\d+\.\d+/.test(name))
          .map(([commit, name = ""]) => [name.replace("refs/tags/", "").replace("^{}", ""), commit]),
      ),
    async checkout(tag: string) {
      const place = join(base, `checkout-${tag}`);
      git("clone", "--quiet", "--branch", tag, remote, place);
      return place;
    },
    [Symbol.asyncDispose]: () => rm(base, { recursive: true, force: true }),
  };
}

test("a release is a commit of the action alone; v1 and v1.2 move, and never back", async () => {
  await using repo = await createRepository();
  await repo.release("1.2.0");
  expect(Object.keys(repo.tags()).sort()).toEqual(["v1", "v1.2", "v1.2.0"]);
  const tree = repo.git("ls-tree", "-r", "--name-only", "v1").split("\n");
  expect(tree).toEqual(
    expect.arrayContaining([
      "action.yml",
      "plan/action.yml",
      "apps/action/dist/main.mjs",
      "LICENSE",
      "README.md",
    ]),
  );
  expect(tree.filter((path) => /src\/|package\.json/.test(path))).toEqual([]);
  expect(await repo.release("1.2.0")).toContain("released already");

  await repo.release("1.3.0");
  expect(repo.tags()).toMatchObject({ v1: repo.tags()["v1.3.0"], "v1.3": repo.tags()["v1.3.0"] });
  await repo.release("1.2.1");
  expect(repo.tags()).toMatchObject({ v1: repo.tags()["v1.3.0"], "v1.2": repo.tags()["v1.2.1"] });
  await repo.release("2.0.0-rc.1");
  expect(repo.tags()).not.toHaveProperty("v2");
  // What is staged and where main is stays as it was.
  expect(repo.git("status", "--porcelain")).toBe("");
  expect(repo.git("log", "-1", "--format=%s")).toBe("Version 2.0.0-rc.1");
});

test("what is released runs: the action, under its folder too, and its plan", async () => {
  await using repo = await createRepository();
  await repo.release("1.0.0");
  const released = await repo.checkout("v1");
  expect(await readFile(join(released, "README.md"), "utf8")).toContain("# Seedkit for GitHub Actions");
  await using setting = await createSetting();
  const actionPaths = { "seedkit/seedkit": released, "seedkit/seedkit/plan": join(released, "plan") };
  const inputs = { prompt: "A red kite", "max-cost": "0.50" };
  const nested = step(inputs).replace("seedkit/seedkit@v1", "seedkit/seedkit/apps/action@v1");
  const plan = "- uses: seedkit/seedkit/plan@v1\n  id: plan\n  with:\n    prompt: A boat";
  for (const uses of [step(inputs), nested]) {
    const run = await setting.run(workflowOf(uses), { actionPaths });
    expect(seedkitStep(run).outputs.status).toBe("success");
  }
  const planned = await setting.run(workflowOf(plan), { actionPaths });
  expect(seedkitStep(planned, "plan").outputs).toMatchObject({ status: "planned", planned: "1" });
});
