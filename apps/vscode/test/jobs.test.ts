import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Journey, startJourney } from "./journey.ts";
import { createSkippingClock } from "./skipping-clock.ts";

const minute = 60_000;
const waiting = "Waiting for a free slot";

describe("jobs", () => {
  const clock = createSkippingClock();
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({
      files: { "page.md": "# Page\n", "birds.md": "![A heron in reeds](birds/heron.jpg)\n" },
      settings: { "seedkit.concurrency": 3, "seedkit.openImage": false },
      emulator: { latency: minute, clock, pixels: "plain" },
    });
    await journey.workbench.editor.open(journey.file("page.md"));
  });
  afterEach(async () => {
    const { palette, statusBar } = journey.workbench;
    // Where a test failed, the next try begins with nothing under way.
    const underWay = statusBar.item(/images? · /);
    if (await underWay.locator.isVisible()) {
      await palette.run("Seedkit: Cancel All");
      await underWay.gone();
    }
    journey.emulator.reset();
  });
  afterAll(() => journey?.stop());

  const requests = (method: string, path: RegExp) =>
    journey.emulator.journal.requests.filter(
      (request) => request.method === method && path.test(request.path),
    );
  const posts = () => requests("POST", /\/v[12]\/[^/]+$/);
  const images = () => (existsSync(journey.file("images")) ? readdirSync(journey.file("images")) : []);

  const owls = () => images().filter((name) => name.startsWith("an-owl"));

  async function generate(prompt: string): Promise<void> {
    const { palette, quickInput } = journey.workbench;
    await palette.run("Seedkit: Generate Image…");
    await quickInput.opened("Generate Image");
    await quickInput.fill(prompt);
    await quickInput.accept();
    await expect.poll(quickInput.step).toBe("2/2");
    await quickInput.accept();
    await quickInput.closed();
  }

  async function vary(prompt: string, count: number): Promise<void> {
    const { palette, quickInput } = journey.workbench;
    await palette.run("Seedkit: Generate Variations");
    await quickInput.opened("Generate Variations");
    await quickInput.fill(prompt);
    await quickInput.accept();
    await expect.poll(quickInput.step).toBe("2/3");
    await quickInput.pick(String(count));
    await expect.poll(quickInput.step).toBe("3/3");
    await quickInput.accept();
    await quickInput.closed();
  }

  test("Cancel ends a job at once and says what it may have cost; it can be fetched all the same", async () => {
    const { workbench, emulator } = journey;
    await generate("A fox");
    const progress = workbench.toast("A fox");
    await progress.shown();
    await expect.poll(progress.message).toMatch(/A fox: Generating · \d+ s of about 32 s/);
    expect(await progress.isInProgress()).toBe(true);
    expect(await progress.progress()).toBeUndefined();
    const item = workbench.statusBar.item(/1 image · \d+ s/);
    await item.shown();
    expect(await item.spoken()).toMatch(/^Seedkit: 1 image · \d+ s/);
    await progress.cancel();

    const told = workbench.toast("Cancelled after it was sent");
    await told.shown();
    await item.gone();
    expect(await told.message()).toBe("Cancelled after it was sent. It may have been charged: $0.04.");
    expect(await told.severity()).toBe("warning");
    expect(await told.buttons()).toEqual(["Fetch It, Free of Charge"]);
    const asked = emulator.journal.requests.length;
    await workbench.palette.run("Seedkit: Show Jobs");
    await workbench.quickInput.has("Nothing is under way");
    await workbench.quickInput.cancel();
    expect(emulator.journal.requests).toHaveLength(asked);
    expect(images()).toEqual([]);

    clock.skip(minute);
    await told.press("Fetch It, Free of Charge");
    await workbench.toast("Saved a-fox.jpg").shown();
    expect(images()).toEqual(["a-fox.jpg"]);
    expect(posts()).toHaveLength(1);
    expect(emulator.journal.charged.count).toBe(1);
  });

  test("after a reload what was submitted is fetched, saved and paid once; what was not is offered", async () => {
    const { workbench, emulator } = journey;
    await vary("An owl", 4);
    // Who asks for a state has written down what he asks by.
    const asked = () => new Set(requests("GET", /\/status$/).map(({ requestId }) => requestId));
    await expect.poll(() => asked().size).toBe(3);
    await workbench.reload();
    await workbench.statusBar.item(/3 images · \d+ s/).shown();
    const offer = workbench.toast("“An owl” was not started before the reload.");
    await offer.shown();
    expect(await offer.buttons()).toEqual(["Start · $0.04", "Discard"]);
    clock.skip(minute);
    const told = workbench.toast("Recovered 3 images from before the reload");
    await told.shown();
    expect(await told.buttons()).toEqual(["Open", "Reveal"]);
    expect(owls()).toHaveLength(3);
    expect(posts()).toHaveLength(3);

    await offer.press("Start · $0.04");
    await expect.poll(() => posts().length).toBe(4);
    clock.skip(minute);
    await workbench.toast("Saved 1 image").shown();
    expect(owls()).toHaveLength(4);
    expect(emulator.journal.charged.count).toBe(4);
    expect(requests("GET", /\/v2\/requests\/[^/]+$/)).toHaveLength(4);
  }, 120_000);

  test("after a reload what ended before is over; what was cancelled can be fetched, and its link follows its name", async () => {
    const { workbench, emulator, file } = journey;
    const { editor } = workbench;
    await editor.open(file("birds.md"));
    await editor.goTo(1, 25);
    await editor.fix("Generate image from alt text ($0.04)");
    await expect.poll(() => requests("GET", /\/status$/).length).toBeGreaterThan(0);
    await workbench.toast("heron.jpg").cancel();
    await workbench.toast("Cancelled after it was sent").shown();
    // Something else takes the name meanwhile.
    mkdirSync(file("birds"));
    writeFileSync(file("birds/heron.jpg"), "somebody else's");
    await workbench.reload();
    const offer = workbench.toast("“heron.jpg” was cancelled before the reload, after it was sent");
    await offer.shown();
    expect(await offer.buttons()).toEqual(["Fetch It, Free of Charge", "Discard"]);
    await workbench.palette.run("Seedkit: Show Jobs");
    await workbench.quickInput.has("Nothing is under way");
    await workbench.quickInput.cancel();
    clock.skip(minute);
    await offer.press("Fetch It, Free of Charge");
    await workbench.toast("Saved as heron-2.jpg, and the link was changed").shown();
    expect(readFileSync(file("birds/heron.jpg"), "utf8")).toBe("somebody else's");
    expect(existsSync(file("birds/heron-2.jpg"))).toBe(true);
    await editor.open(file("birds.md"));
    await expect.poll(editor.text).toContain("![A heron in reeds](birds/heron-2.jpg)");
    await editor.save();
    await expect.poll(editor.isDirty).toBe(false);
    expect(posts()).toHaveLength(1);
    expect(emulator.journal.charged.count).toBe(1);
    expect(owls()).toHaveLength(4);
  }, 120_000);

  test("eight at once: never more than three at the service, each listed, one or all cancelled", async () => {
    const { workbench, emulator } = journey;
    const { quickInput, palette, statusBar } = workbench;
    await vary("A cat", 8);
    await statusBar.item(/8 images · \d+ s/).shown();
    await expect.poll(() => posts().length).toBe(3);
    await statusBar.item(/8 images/).press();
    await quickInput.opened("Seedkit Jobs");
    const states = async () => (await quickInput.items()).map(({ description }) => description);
    await expect.poll(async () => (await states()).filter((state) => state === waiting).length).toBe(5);
    const underWay = /^(Sending|Queued|Generating) · \d+ s of about 32 s$/;
    expect((await states()).filter((state) => underWay.test(state))).toHaveLength(3);
    expect(posts()).toHaveLength(3);
    const waitingRow = quickInput.locator.locator(".monaco-list-row", { hasText: waiting }).last();
    await waitingRow.hover();
    await waitingRow.locator(".action-label").click();
    await statusBar.item(/7 images/).shown();
    await quickInput.cancel();

    clock.skip(minute);
    await expect.poll(() => posts().length).toBe(6);
    await expect.poll(() => statusBar.item(/images? · /).text()).toMatch(/\b4 images/);
    expect(atOnce()).toBe(3);
    await palette.run("Seedkit: Cancel All");
    await statusBar.item(/images? · /).gone();
    await workbench.toast("Saved 3 images").shown();
    expect(images().filter((name) => name.startsWith("a-cat"))).toHaveLength(3);
    expect(posts()).toHaveLength(6);
    expect(emulator.journal.charged.count).toBe(6);

    /** The most jobs that were at the service at any time, by its own books. */
    function atOnce(): number {
      const ended = new Map(
        requests("GET", /\/v2\/requests\/[^/]+$/).map(({ requestId, at }) => [requestId, at]),
      );
      const open = (time: number) =>
        posts().filter(
          ({ requestId, at }) => at <= time && (ended.get(requestId) ?? Number.POSITIVE_INFINITY) > time,
        );
      return Math.max(...posts().map(({ at }) => open(at).length));
    }
  });
});
