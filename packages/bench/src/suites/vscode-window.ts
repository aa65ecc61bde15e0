import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchChromium, openWorkbench, startHost, type Workbench } from "@seedkit/vscode-host";
import { createVSIX } from "@vscode/vsce";

/** ms, index by index from the same window. */
export type Opened = {
  /** Loading and calling `activate`, as VS Code's own list of running extensions has it. */
  readonly activation: number[];
  /**
   * From the click on the command in the palette until its input box is drawn, for the first command of a window that
   * was loaded just now: it waits for the editor's own start.
   */
  readonly opening: number[];
  /** The same where the window is there, and the extension still sleeps. */
  readonly firstUse: number[];
  /** The same once more in the same window. */
  readonly secondUse: number[];
};

type Extension = {
  readonly name: string;
  readonly command: string;
  /** Of the input box that the command opens, with its step. */
  readonly title: string;
};

const ours: Extension = {
  name: "Seedkit",
  command: "Seedkit: Generate Image…",
  title: "Generate Image (1/2)",
};
const bare: Extension = { name: "Baseline", command: "Baseline: Open", title: "Baseline" };

/** Loads a window again and again; in each, both extensions take turns at being first. */
export async function openWindows(vsix: string, rounds: number): Promise<{ ours: Opened; bare: Opened }> {
  const folder = mkdtempSync(join(tmpdir(), "vscode-bench-"));
  const baseline = join(folder, "baseline.vsix");
  await packBaseline(baseline);
  const browser = await launchChromium();
  const host = await startHost({ vsix: [vsix, baseline], builtIn: "all", env: { SEGMIND_API_KEY: "any" } });
  // All that runs is in sight.
  const workbench = await openWorkbench({ host, browser, folder, viewport: { width: 1280, height: 2000 } });
  await workbench.context.addInitScript({ content: watchInputs });
  const opened = { ours: noneYet(), bare: noneYet() };
  // The first one warms the server and Chromium up.
  for (let round = -1; round < rounds; round += 1) {
    await workbench.reload();
    const pairs = [
      [ours, opened.ours],
      [bare, opened.bare],
    ] as const;
    const order = round % 2 === 0 ? pairs : pairs.toReversed();
    for (const [at, [extension, times]] of order.entries()) {
      const first = await open(workbench, extension);
      const second = await open(workbench, extension);
      if (round < 0) continue;
      (at === 0 ? times.opening : times.firstUse).push(first);
      times.secondUse.push(second);
    }
    if (round >= 0) await readActivation(workbench, pairs);
  }
  await workbench.close();
  await host.stop();
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
  return opened;
}

const noneYet = (): Opened => ({ activation: [], opening: [], firstUse: [], secondUse: [] });

async function open(
  { palette, page, quickInput }: Workbench,
  { command, title }: Extension,
): Promise<number> {
  await page.evaluate((wanted) => Reflect.set(globalThis, "awaitedTitle", wanted), title);
  await palette.run(command);
  const taken = page.waitForFunction(() => Reflect.get(globalThis, "inputTook") as number | undefined);
  const ms = Number(await (await taken).jsonValue());
  await quickInput.cancel();
  await quickInput.closed();
  return ms;
}

async function readActivation(
  { palette, page }: Workbench,
  pairs: readonly (readonly [Extension, Opened])[],
): Promise<void> {
  await palette.run("Developer: Show Running Extensions");
  for (const [{ name }, times] of pairs) {
    const row = page.locator(".runtime-extensions-editor .extension", { hasText: name }).first();
    const ms = /Activation: (\d+)\s*ms/.exec((await row.textContent()) ?? "")?.[1];
    if (ms === undefined)
      throw new Error(`VS Code does not say how long ${name} took: ${await row.textContent()}`);
    times.activation.push(Number(ms));
  }
}

function packBaseline(vsix: string): Promise<void> {
  const cwd = fileURLToPath(new URL("../../vscode-baseline", import.meta.url));
  const quiet = { dependencies: false, skipLicense: true, allowMissingRepository: true };
  return createVSIX({ cwd, packagePath: vsix, ...quiet });
}

// Runs in the page: from the click that takes a command to the drawing of the input that has the awaited title.
const watchInputs = `
let began = 0;
for (const type of ["click", "keydown"])
  addEventListener(type, () => { began = performance.now(); globalThis.inputTook = undefined; }, true);
new MutationObserver(() => {
  if (globalThis.inputTook !== undefined || !globalThis.awaitedTitle) return;
  const widget = document.querySelector(".quick-input-widget");
  const title = widget?.querySelector(".quick-input-title")?.textContent;
  if (title !== globalThis.awaitedTitle || widget.style.display === "none") return;
  globalThis.awaitedTitle = undefined;
  const clicked = began;
  requestAnimationFrame(() => setTimeout(() => { globalThis.inputTook = performance.now() - clicked; }));
}).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
`;
