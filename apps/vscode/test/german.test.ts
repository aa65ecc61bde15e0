import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Journey, startJourney } from "./journey.ts";

describe("a German window", () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({
      language: "de",
      files: { "page.md": "# Haus\n\n![Ein Haus](haus.png)\n" },
    });
  });
  afterAll(() => journey?.stop());

  test("has commands in German", async () => {
    const titles = await journey.workbench.palette.commands("Seedkit: ", "Seedkit: Bild generieren…");
    // Below each the palette tells its English name.
    for (const title of ["API-Schlüssel festlegen", "Alle abbrechen"])
      expect(titles).toContain(`Seedkit: ${title}`);
  });

  test("asks, quotes and refuses in German, from prompt to price", async () => {
    const { palette, quickInput } = journey.workbench;
    await palette.run("Seedkit: Bild generieren…");
    await quickInput.opened("Bild generieren");
    expect(await quickInput.placeholder()).toBe("Ein Leuchtturm im Nebel, Filmkorn");
    await quickInput.fill("Ein Haus");
    await quickInput.accept();
    await expect.poll(quickInput.step).toBe("2/2");
    const [first, ...rest] = await quickInput.items();
    expect(first?.label).toBe("Generieren · $0.04 · 2048 x 2048 · etwa 32 s");
    expect(rest.map(({ label }) => label)).toEqual([
      ...[
        "Prompt",
        "Größe",
        "Seitenverhältnis",
        "Bildfolge",
        "Referenzen",
        "Variationen",
        "Modell",
        "Ordner",
      ],
    ]);
    await quickInput.pick("Größe");
    await quickInput.opened("Größe");
    await quickInput.pick("custom");
    await quickInput.opened("Breite");
    await quickInput.fill("5000");
    await quickInput.said("5000 liegt außerhalb des Bereichs; zulässig: 1024-4096; am nächsten: 4096");
    await quickInput.cancel();
  });

  test("remembers in German what an image was made with", async () => {
    const { palette, quickInput, toast, tree } = journey.workbench;
    await palette.run("Seedkit: Bild generieren…");
    await quickInput.opened("Bild generieren");
    await quickInput.fill("Ein Turm");
    await quickInput.accept();
    await quickInput.has("Seitenverhältnis");
    await quickInput.pick("Seitenverhältnis");
    await quickInput.opened("Seitenverhältnis");
    await quickInput.pick("16:9");
    await quickInput.has("Ordner");
    await quickInput.accept();
    await toast("ein-turm.jpg").shown();
    await toast("ein-turm.jpg").dismiss();
    const history = tree("Verlauf");
    await history.open("Seedkit");
    await history.has("Ein Turm");
    await history.hover("Ein Turm", "Seitenverhältnis: 16:9");
  }, 120_000);

  test("mends a missing image in German", async () => {
    const { editor } = journey.workbench;
    await editor.open(journey.file("page.md"));
    await editor.goTo(3, 5);
    expect(await editor.fixes()).toContain("Bild aus Alternativtext generieren ($0.04)");
    await journey.workbench.page.keyboard.press("Escape");
  });

  test("says in German what went wrong, the service's own words behind", async () => {
    const { emulator, workbench } = journey;
    const match = { path: "/v1/get-user-credits" };
    emulator.addFaults([{ match, fault: { kind: "status", status: 401 }, times: 1 }]);
    await workbench.palette.run("Seedkit: Guthaben anzeigen");
    const toast = workbench.toast("Der API-Schlüssel fehlt oder wurde nicht angenommen (");
    await toast.shown();
    expect(await toast.message()).toContain("Es wurde nichts berechnet.");
    expect(await toast.buttons()).toEqual(["API-Schlüssel festlegen", "Protokoll anzeigen"]);
  });
});
