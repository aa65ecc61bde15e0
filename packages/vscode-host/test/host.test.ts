import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, openWorkbench, startHost } from "../src/index.ts";
import { makeFolder } from "./folder.ts";
import { sampleVsix } from "./pack-sample.ts";

const folder = makeFolder({ "notes.md": "# Notes\n" });
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  folder.remove();
});

test("hosts have ports, settings and extensions of their own, and leave nothing behind", async () => {
  const hosts = await Promise.all([startHost({ vsix: sampleVsix }), startHost({ vsix: sampleVsix })]);
  const [one, other] = hosts;
  expect(one.authority).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(one.authority).not.toBe(other.authority);
  expect((await fetch(one.url)).status).toBe(200);
  one.setSetting("sample.greeting", "Hi");
  const settings = (host: typeof one) =>
    JSON.parse(readFileSync(join(host.folder, "user-data/User/settings.json"), "utf8"));
  expect(settings(one)).toMatchObject({ "sample.greeting": "Hi", "files.autoSave": "off" });
  expect(settings(other)["sample.greeting"]).toBeUndefined();
  const index = readFileSync(join(one.folder, "extensions/extensions.json"), "utf8");
  expect(index).toContain(one.folder);
  await Promise.all(hosts.map((host) => host.stop()));
  await expect(fetch(one.url)).rejects.toThrow();
  expect(hosts.filter(({ folder }) => existsSync(folder))).toEqual([]);
});

test("a folder that is not trusted restricts the settings of its own, until it is", async () => {
  const risky = makeFolder({
    "notes.md": "# Notes\n",
    ".vscode/settings.json": JSON.stringify({ "sample.greeting": "Gotcha" }),
  });
  await using host = await startHost({
    vsix: sampleVsix,
    trust: true,
    settings: { "sample.greeting": "Dear" },
  });
  const workbench = await openWorkbench({ host, browser, folder: risky.path });
  const greet = async () => {
    await workbench.palette.run("Sample: Greet…");
    for (const answer of ["Ann", undefined, "secret-of-ann"]) {
      await workbench.quickInput.opened(answer === "secret-of-ann" ? "Password" : "Greet");
      if (answer) await workbench.quickInput.fill(answer);
      else await workbench.quickInput.has("warm");
      await workbench.quickInput.accept();
    }
  };
  await workbench.trust.restricted();
  await greet();
  await workbench.toast("Dear, Ann (warm)").shown();
  await workbench.trust.grant();
  expect(await workbench.trust.isRestricted()).toBe(false);
  await greet();
  await workbench.toast("Gotcha, Ann (warm)").shown();
  const logged = [...host.logs().values()].join("\n");
  expect(logged).toContain("Gotcha, Ann");
  expect(logged).not.toContain("secret-of-ann");
  await workbench.close();
  risky.remove();
});

test("a page has a clipboard and no network, and comes back from a reload with what was open", async () => {
  await using host = await startHost();
  const workbench = await openWorkbench({ host, browser, folder: folder.path, locale: "de" });
  await workbench.clipboard.write("from the clipboard");
  await workbench.editor.open(folder.file("notes.md"));
  await workbench.editor.goTo(2);
  await workbench.page.keyboard.press("Control+V");
  await expect.poll(workbench.editor.text).toContain("from the clipboard");
  await workbench.editor.save();
  await expect.poll(workbench.editor.isDirty).toBe(false);
  const answer = workbench.page.evaluate(() => fetch("https://example.com/", { mode: "no-cors" }));
  await expect(answer).rejects.toThrow();
  expect(workbench.refused.map((url) => new URL(url).hostname)).toEqual(["example.com"]);
  host.setSetting("editor.lineNumbers", "off");
  await workbench.reloadWindow();
  await expect.poll(workbench.editor.title).toBe("notes.md");
  await expect.poll(workbench.editor.text).toContain("from the clipboard");
  expect(await workbench.editor.locator.locator(".line-numbers").count()).toBe(0);
  await workbench.close();
});
