import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Host, launchChromium, openWorkbench, startHost, type Workbench } from "../src/index.ts";
import { makeFolder } from "./folder.ts";
import { sampleVsix } from "./pack-sample.ts";

const folder = makeFolder({
  "notes.md": "# Notes\n\nA TODO stands here\n\n",
  "docs/deep.md": "Deep\n",
  "plain.txt": "Plain\n",
});

describe("the workbench", () => {
  let browser: Browser;
  let host: Host;
  let workbench: Workbench;
  beforeAll(async () => {
    browser = await launchChromium();
    host = await startHost({ vsix: sampleVsix });
    workbench = await openWorkbench({ host, browser, folder: folder.path });
  });
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
    folder.remove();
  });

  test("a command runs as soon as the palette offers it; input box and list are read and answered", async () => {
    const { palette, quickInput } = workbench;
    expect(await palette.commands("Sample: ", "Sample: Wait")).toEqual([
      "Sample: Focus on Things View",
      "Sample: Greet…",
      "Sample: Open Board",
      "Sample: Wait",
    ]);
    await palette.run("Sample: Greet…");
    await quickInput.opened("Greet");
    expect(await quickInput.step()).toBe("1/2");
    expect(await quickInput.placeholder()).toBe("A name");
    expect(await quickInput.message()).toMatch(/^Who is it\?/);
    await quickInput.fill("Ann3");
    await quickInput.said("No digits in a name");
    expect(await quickInput.severity()).toBe("error");
    await quickInput.fill("Ann");
    await quickInput.accept();
    expect(await quickInput.items()).toEqual([
      { label: "warm", description: "with a smile", detail: "For friends", checked: false },
      { label: "cold", description: "without", detail: "", checked: false },
    ]);
    expect(await quickInput.step()).toBe("2/2");
    await quickInput.back();
    await expect.poll(quickInput.step).toBe("1/2");
    await quickInput.fill("Ann");
    await quickInput.accept();
    await quickInput.pick("warm");
    await quickInput.opened("Password");
    expect(await quickInput.isPassword()).toBe(true);
    await quickInput.cancel();
    const toast = workbench.toast("Hello, Ann (warm)");
    await toast.shown();
    expect(await toast.severity()).toBe("info");
    expect(await toast.buttons()).toEqual(["Again", "Never"]);
    await toast.press("Again");
    const again = workbench.toast("Again and again");
    await again.shown();
    expect(await again.severity()).toBe("warning");
    await again.dismiss();
    await again.gone();
    expect(readFileSync(folder.file("out/greeting.txt"), "utf8")).toBe("Hello, Ann (warm)");
    await expect.poll(() => [...host.logs().values()].join("")).toContain("Hello, Ann (warm)");
  });

  test("a progress toast is cancelled, and what it leaves is found behind the bell", async () => {
    const { palette, notifications } = workbench;
    await palette.run("Sample: Wait");
    const toast = workbench.toast("Waiting");
    await toast.shown();
    expect(await toast.isInProgress()).toBe(true);
    await expect.poll(toast.progress).toBe(50);
    await toast.cancel();
    await toast.gone();
    // Of more than three toasts within 0.8 s the editor shows the rest behind the bell alone.
    await expect.poll(notifications.messages).toContain("Cancelled it");
    await notifications.clear();
  });

  test("the editor shows lenses, hovers, fixes, suggestions and squiggles", async () => {
    const { editor, problems } = workbench;
    await editor.open(folder.file("notes.md"));
    await editor.hasSquiggle("warning");
    expect(await editor.squiggles("warning")).toBe(1);
    await editor.hasLens("Do it");
    expect(await editor.lenses()).toEqual(["Do it"]);
    await editor.pressLens("Do it");
    await workbench.toast("Touched notes.md").shown();
    expect((await editor.hover("TODO", "Left to do")).text).toContain("Left to do");
    expect((await problems.list()).join()).toContain("Something is left to do");
    await problems.close();
    await editor.goTo(3, 4);
    expect(await editor.fixes()).toContain("Call it done");
    await editor.fix("Call it done");
    await expect.poll(editor.text).toContain("A DONE stands here");
    await editor.goTo(5);
    await editor.type("@");
    expect(await editor.suggestions()).toEqual(["@anna", "@bert"]);
    await editor.takeSuggestion("@bert");
    await expect.poll(editor.text).toContain("@bert");
    expect(await editor.isDirty()).toBe(true);
    await editor.save();
    await expect.poll(() => readFileSync(folder.file("notes.md"), "utf8")).toContain("A DONE");
  });

  test("the explorer selects several, opens menus and shows badges", async () => {
    const { explorer } = workbench;
    await explorer.has("docs/deep.md");
    expect(await explorer.names()).toEqual(["docs", "deep.md", "out", "notes.md", "plain.txt"]);
    await expect.poll(() => explorer.badge("notes.md")).toContain("M");
    expect(await explorer.spoken("notes.md")).toContain("It is Markdown");
    await explorer.select("notes.md", "docs/deep.md");
    const menu = await explorer.menu("notes.md");
    expect(await menu.titles()).toContain("Touch");
    await menu.pick("Touch");
    await workbench.toast("Touched notes.md, deep.md").shown();
    const plain = await explorer.menu("plain.txt");
    expect(await plain.titles()).not.toContain("Touch");
  });

  test("the status bar and a tree are read and pressed", async () => {
    const item = workbench.statusBar.item("Sample");
    await item.shown();
    expect(await item.spoken()).toContain("Shows how it goes");
    await item.press();
    await workbench.quickInput.opened("Greet");
    await workbench.quickInput.cancel();
    await workbench.quickInput.closed();
    const tree = workbench.tree("Things");
    await tree.open("Sample");
    await tree.press("fruit");
    await tree.has("pear");
    expect(await tree.rows()).toEqual([
      { label: "fruit", description: "2", level: 1 },
      { label: "apple", description: "", level: 2 },
      { label: "pear", description: "", level: 2 },
      { label: "tools", description: "1", level: 1 },
    ]);
  });

  test("a webview is used, checked with axe, and wears the theme", async () => {
    await workbench.palette.run("Sample: Open Board");
    const board = workbench.webview();
    const count = board.content.locator("#count");
    await count.click();
    await count.click();
    await expect.poll(() => count.textContent()).toBe("2");
    expect(await board.themeKind()).toBe("vscode-dark");
    expect((await board.violations()).map(({ id }) => id)).toEqual([]);
    for (const [theme, kind] of [
      ["light", "vscode-light"],
      ["high-contrast", "vscode-high-contrast"],
    ] as const) {
      await workbench.setTheme(theme);
      await expect.poll(board.themeKind).toBe(kind);
    }
  });

  test("nothing was asked of the network", () => {
    expect(workbench.refused).toEqual([]);
  });
});
