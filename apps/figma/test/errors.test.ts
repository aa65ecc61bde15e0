import type { FaultRule } from "@seedkit/emulator";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
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

const v2 = { path: "/v2/seedream-4.5" };
const status = (code: number, more = {}): FaultRule => ({
  match: v2,
  fault: { kind: "status", status: code, ...more },
});

describe("each failure has a view of its own, says whether it was charged, and offers the way out", () => {
  const views: readonly [name: string, fault: FaultRule, title: string, charged: string, action: RegExp][] = [
    ["401", status(401), "The key was not accepted", "Not charged", /^Enter a key$/],
    ["406", status(406), "Out of credits", "Not charged", /^Top up$/],
    ["429", status(429, { retryAfter: 600 }), "Too many requests", "Not charged", /^Try again/],
    [
      "moderated",
      { match: v2, fault: { kind: "moderated" } },
      "Stopped by the content filter",
      "Not charged",
      /^Edit the prompt$/,
    ],
    ["504", status(504), "No answer came", "May be charged", /^Check the balance$/],
  ];
  it.each(views)("%s", async (_, fault, title, charged, action) => {
    desk = await sitDown({ browser, faults: [fault] });
    await desk.generate("a red kite");
    const card = desk.ui.getByRole("alert");
    await card.getByText(title).waitFor({ timeout: 20_000 });
    expect(await card.textContent()).toContain(charged);
    await card.getByRole("button", { name: action }).waitFor();
    expect(desk.document.page.children).toEqual([]);
    expect(desk.api.journal.charged.count).toBe(0);
  });
});

it("a refused origin is found out before anything is sent, and told apart from being offline", async () => {
  desk = await sitDown({ browser, cors: "none" });
  await desk.generate("a red kite");
  const card = desk.ui.getByRole("alert");
  await card.getByText("The service cannot be reached").waitFor();
  expect(await card.textContent()).toContain("Not charged");
  expect(desk.api.journal.requests.some(({ method }) => method === "POST")).toBe(false);
  await desk.figma.context.setOffline(true);
  await desk.generate("a red kite");
  await desk.ui.getByText("You are offline").waitFor({ timeout: 30_000 });
});

describe("a service that lets the origin null in by half", () => {
  it("a closed queue: requests are sent directly, and charged once", async () => {
    desk = await sitDown({ browser, closed: /^\/v2\// });
    await desk.generate("a red kite");
    await desk.results(1);
    expect(posts()).toEqual(["/v1/seedream-4.5"]);
    expect(desk.api.journal.charged.count).toBe(1);
  });

  it("closed images: says where the paid image is, and sends directly from then on", async () => {
    desk = await sitDown({ browser, closed: /^\/images\// });
    await desk.generate("a red kite");
    const card = desk.ui.getByRole("alert");
    await card.getByText(/this window may not read it/).waitFor({ timeout: 30_000 });
    expect(await card.textContent()).toContain("/images/");
    await desk.generate("a red kite");
    await desk.results(1);
    expect(posts()).toEqual(["/v2/seedream-4.5", "/v1/seedream-4.5"]);
  });
});

const posts = () =>
  desk.api.journal.requests.filter(({ method }) => method === "POST").map(({ path }) => path);
