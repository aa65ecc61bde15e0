import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { WorkflowRun } from "@seedkit/actions-host";
import { expect, test } from "vitest";
import { createSetting, key, type Setting, seedkitStep, step, workflowOf } from "./setting.ts";

const prompt = { prompt: "A red kite", "max-cost": "0.50" };

async function listening(server: Server): Promise<{ url: string } & AsyncDisposable> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

test.each([
  ["fail", "failure", "failed"],
  ["skip", "success", "skipped"],
  ["plan", "success", "planned"],
])("a fork's pull request has no key: on-missing-key %s", async (mode, conclusion, status) => {
  await using setting = await createSetting();
  const workflow = workflowOf(step({ ...prompt, "on-missing-key": mode })).replace(
    "on: push",
    "on: pull_request",
  );
  const run = await setting.run(workflow, { event: "pull_request", fork: true });
  expect(run.conclusion).toBe(conclusion);
  expect(seedkitStep(run).outputs.status).toBe(status);
  const told = seedkitStep(run).annotations.map(({ message }) => message);
  expect(told.join()).toContain("pull requests from forks get no secrets");
  expect(setting.emulator.journal.requests).toEqual([]);
});

test("a key that is not set is told as such", async () => {
  await using setting = await createSetting({ host: { secrets: {} } });
  const run = await setting.run(workflowOf(step(prompt)), { vars: { SEGMIND_URL: setting.emulator.url } });
  expect(seedkitStep(run).annotations[0]?.message).toContain("A secret that does not exist is empty");
});

test("nothing is spent under pull_request_target, unless it is told to; its cache is read only", async () => {
  await using setting = await createSetting();
  const on = (text: string) => text.replace("on: push", "on: pull_request_target");
  const event = { event: "pull_request_target", fork: true };
  const refused = await setting.run(on(workflowOf(step(prompt))), event);
  expect(refused.conclusion).toBe("failure");
  expect(seedkitStep(refused).annotations[0]?.message).toContain(
    "Nothing is spent under pull_request_target",
  );
  expect(setting.emulator.journal.requests).toEqual([]);
  const allowed = workflowOf(step({ ...prompt, "allow-pull-request-target": "true" }));
  const run = await setting.run(on(allowed), event);
  expect(seedkitStep(run).outputs.status).toBe("success");
  expect(run.caches).toEqual([]);
});

/** Everything a run leaves behind for others to read. */
function everyByte(run: WorkflowRun): string {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
  return [
    ...run.jobs.flatMap((job) => [job.log, job.summary, JSON.stringify(job.outputs)]),
    ...run.jobs.flatMap(({ steps }) =>
      steps.flatMap(({ rawLog, outputs, annotations }) => [
        // The command that masks it is taken out by the runner.
        rawLog.replace(/^::add-mask::.*$/gm, ""),
        JSON.stringify([outputs, annotations]),
      ]),
    ),
    ...run.artifacts.flatMap(({ bytes, files }) => [text(bytes), ...[...files.values()].map(text)]),
    ...run.caches.map(({ archive }) => text(archive)),
  ].join("\n");
}

/** The key as it is, and what base64 makes of it at each alignment. */
const forms = [0, 1, 2].flatMap((shift) => {
  const encoded = Buffer.from("\0".repeat(shift) + key)
    .toString("base64")
    .replace(/=+$/, "");
  return [key, encoded.slice(shift && shift + 1, -1)];
});

test("an API that says the key back, in plain or base64, gets it into no log, summary, output, artifact or cache", async () => {
  const encoded = Buffer.from(key).toString("base64");
  await using server = await listening(
    createServer((_, response) => {
      response.writeHead(400, { "content-type": "application/json", "x-request-id": key });
      response.end(
        JSON.stringify({
          error: `Bad key ${key} (${encoded}), (${Buffer.from(`x${key}`).toString("base64")})`,
        }),
      );
    }),
  );
  await using setting = await createSetting();
  await setting.write({
    "seedkit.yaml": `version: 1\nimages:\n  a: { prompt: "x" }\n  b: { prompt: "y" }\n`,
  });
  const failing = step({
    manifest: "seedkit.yaml",
    "max-cost": "1",
    "base-url": server.url,
    "on-error": "warn",
  });
  const making = step({ manifest: "seedkit.yaml", "max-cost": "1" }).replace("id: seedkit", "id: second");
  const run = await setting.run(workflowOf(`${failing}\n${making}`));
  expect(seedkitStep(run).outputs.status).toBe("failed");
  expect(seedkitStep(run, "second").outputs.status).toBe("success");
  expect(run.artifacts.length).toBeGreaterThan(1);
  expect(run.caches.length).toBeGreaterThan(0);
  const left = everyByte(run);
  for (const form of forms) {
    const at = left.indexOf(form);
    expect(at === -1 ? "" : left.slice(at - 300, at + 100)).toBe("");
  }
});

test("a redirect is not followed: the key stays here", async () => {
  const heard: unknown[] = [];
  await using elsewhere = await listening(
    createServer((request, response) => {
      heard.push(request.headers);
      response.end("{}");
    }),
  );
  await using server = await listening(
    createServer((_, response) => {
      response.writeHead(307, { location: `${elsewhere.url}/v1/anything` });
      response.end();
    }),
  );
  await using setting = await createSetting();
  const run = await setting.run(workflowOf(step({ ...prompt, "base-url": server.url })));
  expect(seedkitStep(run).outputs.status).toBe("failed");
  expect(seedkitStep(run).summary).toContain("(redirected, not charged)");
  expect(heard).toEqual([]);
});

const hostile = [
  "##[set-output name=status]success",
  "::error::boom",
  "::set-output name=status::success",
  "::add-mask::kite",
  "::stop-commands::x",
  "<img src=x onerror=alert(1)> ![x](https://evil.example/p.png) [a](javascript:alert(1)) | @octocat `x`",
];

test("prompts that hold commands, tags and links are shown, not obeyed", async () => {
  await using setting = await createSetting({
    emulator: { faults: [{ match: { prompt: "boom" }, fault: { kind: "moderated" } }] },
  });
  await setting.write({
    "seedkit.yaml": `version: 1\nimages:\n${hostile.map((text, at) => `  i${at}: { prompt: ${JSON.stringify(`${text}\n${text}`)}, output: "i/##[set-output name=status]${at}" }`).join("\n")}\n`,
  });
  const lines = hostile.map((text) => `      ${text}`).join("\n");
  const prompts = step({ "max-cost": "1" }).replace("with:", `with:\n    prompts: |\n${lines}`);
  for (const uses of [prompts, step({ manifest: "seedkit.yaml", "max-cost": "1" })]) {
    const run = await setting.run(workflowOf(uses));
    const { outputs, summary, rawLog, annotations } = seedkitStep(run);
    expect(outputs).toMatchObject({ status: "partial", generated: "5", failed: "1" });
    // GitHub's own packages mask, group and debug; nothing else is a command.
    const commands = rawLog.split("\n").filter((line) => /^\s*::|##\[/.test(line));
    expect(
      commands.filter(
        (line) => !/^::(add-mask::|debug::|group::|endgroup::|error |error::|notice|warning )/.test(line),
      ),
    ).toEqual([]);
    expect(commands.filter((line) => line.startsWith("::add-mask::kite"))).toEqual([]);
    expect(annotations.filter(({ message }) => message === "boom")).toEqual([]);
    expect(summary).not.toMatch(/<img|!\[|\]\(javascript|https:\/\/evil|@octocat/);
  }
});

test.each(["output-dir", "manifest", "image-input", "reuse-from"])(
  "%s through a link out of the workspace is refused",
  async (name) => {
    await using setting = await createSetting();
    const link = `- run: |
    mkdir -p "$RUNNER_TEMP/outside" && cp seedkit.yaml logo.png "$RUNNER_TEMP/outside/"
    ln -s "$RUNNER_TEMP/outside" away`;
    await setting.write({ "seedkit.yaml": "version: 1\nimages:\n  a: { prompt: x }\n", "logo.png": "x" });
    const given: Record<string, Record<string, string>> = {
      "output-dir": { ...prompt, "output-dir": "away" },
      manifest: { manifest: "away/seedkit.yaml", "max-cost": "1" },
      "image-input": { ...prompt, "image-input": "away/logo.png" },
      "reuse-from": { ...prompt, "reuse-from": "away" },
    };
    const run = await setting.run(workflowOf(`${link}\n${step(given[name] ?? {})}`));
    expect(seedkitStep(run).outputs.status).toBe("failed");
    expect(seedkitStep(run).annotations[0]?.message).toMatch(new RegExp(`^${name}: .*outside the workspace`));
    expect(setting.emulator.journal.requests).toEqual([]);
  },
);

test.each([
  ["images", "ln -s $RUNNER_TEMP images"],
  [".seedkit", "ln -s $RUNNER_TEMP .seedkit"],
])(
  "a manifest's %s folder that is a link out of the project is refused before anything is sent",
  async (_, command) => {
    await using setting = await createSetting();
    await setting.write({ "seedkit.yaml": "version: 1\nimages:\n  a: { prompt: x }\n" });
    const run = await setting.run(
      workflowOf(`- run: ${command}\n${step({ manifest: "seedkit.yaml", "max-cost": "1" })}`),
    );
    expect(seedkitStep(run).outputs.status).toBe("failed");
    expect(setting.emulator.journal.requests).toEqual([]);
  },
);

test("a local reference goes to the API, and its change is a change of the image", async () => {
  await using setting = await createSetting();
  const pixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const write = `- run: mkdir assets && echo ${pixel} | base64 -d > assets/logo.png`;
  const run = await setting.run(
    workflowOf(`${write}\n${step({ ...prompt, "image-input": "assets/logo.png" })}`),
  );
  expect(seedkitStep(run).outputs).toMatchObject({ status: "success", generated: "1" });
  expect(uploads(setting)).toBe(1);
});

const uploads = ({ emulator }: Setting) =>
  emulator.journal.requests.filter(({ path }) => path === "/upload-asset").length;
