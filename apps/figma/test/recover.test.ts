import { createDocument } from "@seedkit/figma-host";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Desk, launchChromium, sitDown } from "./figma.ts";

let browser: Browser;
let desk: Desk;
beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(async () => {
  expect(desk.host.errors).toEqual([]);
  await desk.close();
});
afterAll(() => browser.close());

const posts = () =>
  desk.api.journal.requests.filter(({ method, path }) => method === "POST" && path !== "/upload-asset");

it("closed while a job runs: at the next start the image is fetched and goes where it was meant to", async () => {
  const document = createDocument();
  const frame = document.add("FRAME", { name: "Hero", width: 400, height: 400 });
  desk = await sitDown({ browser, document, latency: 4000 });
  const { host, ui } = desk;
  host.user.select(frame);
  await ui.getByLabel("Place").selectOption("fill");
  await desk.generate("a comet");
  await expect.poll(() => host.clientStorage.get("panel/tickets"), { timeout: 15_000 }).toHaveLength(1);
  host.close();
  expect(JSON.stringify(frame.props.fills)).not.toContain("IMAGE");
  host.user.select();
  await host.run({ command: "open" });
  await desk.results(1);
  expect(JSON.stringify(frame.props.fills)).toContain("IMAGE");
  expect(posts()).toHaveLength(1);
  expect(desk.api.journal.charged.count).toBe(1);
  await expect.poll(() => host.clientStorage.get("panel/tickets")).toEqual([]);
});

it("cancelled: says that it may be charged, and fetches the image when asked, without paying again", async () => {
  desk = await sitDown({ browser, latency: 3000 });
  await desk.generate("a comet");
  await expect.poll(() => desk.host.clientStorage.get("panel/tickets"), { timeout: 15_000 }).toHaveLength(1);
  await desk.ui
    .getByRole("button", { name: /^Cancel/ })
    .first()
    .click();
  await desk.ui.getByText("Cancelled", { exact: true }).waitFor();
  expect(desk.document.page.children).toEqual([]);
  await desk.ui.getByRole("button", { name: "Fetch the image" }).click();
  await desk.results(1);
  expect(desk.document.find("a comet").removed).toBe(false);
  expect(desk.api.journal.charged.count).toBe(1);
});

it("the theme, the page and the target change while a job runs: nothing crashes, the image arrives", async () => {
  const document = createDocument({ pages: ["One", "Two"] });
  const frame = document.add("FRAME", { name: "Hero", width: 400, height: 400 });
  desk = await sitDown({ browser, document, latency: 3000 });
  const { host, ui, figma } = desk;
  host.user.select(frame);
  await ui.getByLabel("Place").selectOption("fill");
  await desk.generate("a comet");
  await expect.poll(() => host.clientStorage.get("panel/tickets"), { timeout: 15_000 }).toHaveLength(1);
  host.user.remove(frame);
  await figma.setTheme("dark");
  host.user.switchPage(document.find("Two"));
  host.user.undo();
  host.user.redo();
  await desk.results(1);
  expect(document.find("a comet").parent).toBe(document.find("Two"));
  expect(host.notifications.map(({ message }) => message)).toContain(
    "The target is deleted now: placed on the canvas",
  );
});

it("a service without a queue answers directly", async () => {
  desk = await sitDown({ browser, v2: false });
  await desk.generate("a comet");
  await desk.results(1);
  expect(posts().map(({ path }) => path)).toEqual(["/v2/seedream-4.5", "/v1/seedream-4.5"]);
  expect(desk.api.journal.charged.count).toBe(1);
});
