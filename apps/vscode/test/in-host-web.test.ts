import { declareInHostTests, runInHost, runServerless, startHost } from "@seedkit/vscode-host";
import { expect, test } from "vitest";
import { sharedBrowser } from "./browser.ts";
import { inHost, startProject } from "./in-host-project.ts";
import { vsix } from "./journey.ts";

// What holds in a web worker of the browser, and without a server, as it does in Node.
const project = await startProject();
const host = await startHost({
  ...{ vsix, driver: true },
  // The tools are one of the AI features.
  settings: { ...project.settings, "chat.disableAIFeatures": false },
});
const common = { browser: await sharedBrowser(), given: project.given, timeout: 300_000 };
try {
  const worker = { ...common, host, kind: "web" as const, extensions: ["seedkit.seedkit-vscode"] };
  const tests = inHost("tools", "everywhere", "manifest-reading");
  const inWorker = await runInHost({ ...worker, tests, folder: project.newFolder() });
  declareInHostTests("in a web worker", inWorker);

  project.service.reset();
  const { settings } = project;
  const virtual = { ...common, vsix, settings, folder: project.newFolder(), tests: inHost("everywhere") };
  declareInHostTests("in a virtual workspace, without a server", await runServerless(virtual));

  const logs = [...host.logs().values()];
  test("the key stands in no log", () => {
    for (const log of logs) expect(log).not.toContain(project.key);
  });
} finally {
  await host.stop();
  await project.stop();
}
