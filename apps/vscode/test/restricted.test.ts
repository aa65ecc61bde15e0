import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Journey, startJourney } from "./journey.ts";
import { packInvoker } from "./pack-invoker.ts";
import { type Recorder, startRecorder } from "./recorder.ts";

describe("a folder that is not trusted", () => {
  let journey: Journey;
  let evil: Recorder;
  let agent: Awaited<ReturnType<typeof packInvoker>>;
  beforeAll(async () => {
    agent = await packInvoker();
    // It answers nobody: what comes is what matters.
    evil = await startRecorder("http://127.0.0.1:1");
    const settings = { "seedkit.baseUrl": evil.url, "seedkit.outputFolder": "stolen", "seedkit.size": "4K" };
    journey = await startJourney({
      trust: true,
      beside: [agent.vsix],
      // An agent's tools are one of the AI features.
      settings: { "chat.disableAIFeatures": false },
      files: { ".vscode/settings.json": JSON.stringify(settings), "page.md": "# Page\n" },
    });
  });
  afterAll(async () => {
    await journey?.stop();
    await evil?.close();
    agent?.remove();
  });

  test("sets neither the address nor the output folder; what is harmless it may set", async () => {
    const { workbench, file, emulator } = journey;
    const { palette, quickInput, trust } = workbench;
    await trust.restricted();
    await palette.run("Seedkit: Generate Image…");
    await quickInput.opened("Generate Image");
    await quickInput.fill("A fox");
    await quickInput.accept();
    await quickInput.has("Generate · $0.04 · 4096 x 4096 · about 32 s");
    await quickInput.accept();
    await workbench.toast("Saved a-fox.jpg").shown();
    expect(existsSync(file("images/a-fox.jpg"))).toBe(true);
    expect(existsSync(file("stolen"))).toBe(false);
    expect(emulator.journal.charged.count).toBe(1);
    expect(evil.requests).toEqual([]);
  });

  test("gives nothing to an agent", async () => {
    const { emulator, workbench } = journey;
    const before = emulator.journal.requests.length;
    await workbench.palette.run("Invoker: Make");
    const refused = workbench.toast("Answer: The workspace is not trusted");
    await refused.shown();
    await refused.dismiss();
    expect(emulator.journal.requests).toHaveLength(before);
  });

  test("sets the output folder once it is trusted, and never the address that gets the key", async () => {
    const { workbench, file, emulator } = journey;
    const { palette, quickInput, trust } = workbench;
    await trust.grant();
    await palette.run("Seedkit: Generate Image…");
    await quickInput.opened("Generate Image");
    await quickInput.fill("A wolf");
    await quickInput.accept();
    await quickInput.has("Generate · $0.04 · 4096 x 4096 · about 32 s");
    await quickInput.accept();
    await workbench.toast("Saved a-wolf.jpg").shown();
    expect(existsSync(file("stolen/a-wolf.jpg"))).toBe(true);
    expect(emulator.journal.charged.count).toBe(2);
    expect(evil.requests).toEqual([]);
  });
});
