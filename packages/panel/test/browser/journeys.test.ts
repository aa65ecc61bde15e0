import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { executablePath, key, type Site, startSite } from "./page.ts";

/** Waits for so many images, and moves the service's time on while it does. */
const pictures = (page: Page, count: number, advance: (ms: number) => void = () => {}) =>
  expect
    .poll(() => {
      advance(1000);
      return page.locator(".sk-picture").count();
    })
    .toBe(count);

const prompt = "A ceramic teapot on linen";

describe.skipIf(!executablePath)("the panel in Chromium, against the emulator", () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  }, 60_000);
  afterEach(async () => {
    await site.tidy();
    expect(site.complaints.splice(0)).toEqual([]);
  });
  afterAll(() => site?.close());

  const withKey = (url: string) => `api=${encodeURIComponent(url)}&key=${key}`;

  test("first run: a wrong key is told, the right one leads to the form and is never shown", async () => {
    const { url } = await site.emulator({ apiKey: key });
    const page = await site.open(`api=${encodeURIComponent(url)}`);
    await page.getByRole("heading", { name: "Connect your account" }).waitFor();
    await page.getByLabel("API key").fill("sk-wrong");
    await page.keyboard.press("Enter");
    await page.getByText("This key is not accepted").waitFor();
    await page.getByLabel("API key").fill(key);
    await page.getByRole("button", { name: "Test and save" }).click();
    await page.getByLabel("Prompt").waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("sk-prompt");
    expect(await page.content()).not.toContain(key);
    await page.getByRole("tab", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Test the saved key" }).click();
    await page.getByText("The key works. $100.00 left.").waitFor();
    expect(await page.getByLabel("Address").inputValue()).toBe(url);
    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("tab", { name: "Create" }).click();
    await page.getByRole("heading", { name: "Connect your account" }).waitFor();
  });

  test("generate, look at it, insert it, and find it in the history", async () => {
    const { url, advance } = await site.emulator({ latency: 10 });
    const page = await site.open(withKey(url));
    await page.getByLabel("Prompt").fill(prompt);
    expect(await page.locator(".sk-price").textContent()).toBe("$0.04");
    await page.getByRole("button", { name: "Generate" }).click();
    await page.locator(".sk-pending").waitFor();
    await pictures(page, 1, advance);
    await page.locator(".sk-results .sk-picture").click();
    await page.getByRole("dialog", { name: prompt }).waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Insert" }).click();
    await expect.poll(() => page.locator("body").getAttribute("data-act")).toMatch(/^insert /);
    await page.keyboard.press("Escape");
    expect(await page.evaluate(() => document.activeElement?.className)).toContain("sk-picture");
    await page.getByRole("tab", { name: "History" }).click();
    await page.getByRole("button", { name: prompt }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Edit prompt" }).click();
    expect(await page.getByLabel("Prompt").inputValue()).toBe(prompt);
  });

  test("four images fill the grid as they arrive", async () => {
    const slow = {
      match: { path: "/images/**" },
      nth: 4,
      fault: { kind: "slow-body", everyMs: 60_000 },
    } as const;
    const { url, advance } = await site.emulator({ latency: 20_000, faults: [slow] });
    const page = await site.open(withKey(url));
    await page.getByLabel("Prompt").fill(prompt);
    await page.getByRole("spinbutton", { name: "Images" }).fill("4");
    expect(await page.locator(".sk-price").textContent()).toBe("$0.16");
    await page.getByRole("button", { name: "Generate" }).click();
    await expect.poll(() => page.locator(".sk-pending").count()).toBe(4);
    await page
      .getByText("In the queue")
      .or(page.getByText("Generating", { exact: true }))
      .first()
      .waitFor();
    advance(25_000);
    await pictures(page, 3);
    expect(await page.locator(".sk-pending").count()).toBe(1);
    await pictures(page, 4, () => advance(60_000));
    await page.getByText("4 of 4").waitFor();
  });

  test("one is cancelled, then all; what was sent can still be fetched without paying again", async () => {
    const emulator = await site.emulator({ latency: 20_000 });
    const page = await site.open(withKey(emulator.url));
    await page.getByLabel("Prompt").fill(prompt);
    await page.getByRole("spinbutton", { name: "Images" }).fill("3");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => emulator.journal.charged.count).toBe(3);
    await page
      .getByText("In the queue")
      .or(page.getByText("Generating", { exact: true }))
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Cancel this image" }).first().click();
    await expect.poll(() => page.locator(".sk-pending").count()).toBe(2);
    await page.getByRole("button", { name: "Cancel all" }).click();
    await expect.poll(() => page.locator(".sk-pending").count()).toBe(0);
    await page.getByText("Cancelled (3 images)").waitFor();
    emulator.advance(25_000);
    await page.getByRole("button", { name: "Fetch 3" }).click();
    await pictures(page, 3);
    expect(emulator.journal.charged.count).toBe(3);
  });

  test("the page is closed while it waits: the next one has the image, paid once", async () => {
    const emulator = await site.emulator({ latency: 20_000 });
    const page = await site.open(`${withKey(emulator.url)}&keep`);
    await page.getByLabel("Prompt").fill(prompt);
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => page.evaluate(() => sessionStorage.getItem("tickets"))).toContain("requestId");
    emulator.advance(25_000);
    await page.reload();
    await pictures(page, 1);
    expect(emulator.journal.charged.count).toBe(1);
    await expect.poll(() => page.evaluate(() => sessionStorage.getItem("tickets"))).toBe("[]");
  });

  const status = (code: number, more = {}) => ({ fault: { kind: "status", status: code, ...more } }) as const;
  test.each([
    ["key", status(401), "Enter a key"],
    ["credits", status(406), "Top up"],
    ["rate", status(429, { retryAfter: 42 }), "Try again"],
    ["moderated", { fault: { kind: "moderated" } } as const, "Edit the prompt"],
    ["invalid", status(400), "Edit the prompt"],
    ["server", status(500), "Try again"],
    ["unsure", status(504), "Check the balance"],
    ["lost", { fault: { kind: "reset-after-charge" } } as const, "Check the balance"],
  ])("a failure about %s says so and offers a way out", async (group, fault, action) => {
    const { url } = await site.emulator({ faults: [fault] });
    const page = await site.open(withKey(url));
    await page.getByLabel("Prompt").fill(prompt);
    await page.keyboard.press("Control+Enter");
    const card = page.locator(`.sk-card[data-group=${group}]`);
    await card.waitFor();
    expect(await card.getAttribute("role")).toBe("alert");
    await card.getByRole("button", { name: action }).first().waitFor();
    if (action === "Edit the prompt" || action === "Enter a key") {
      await card.getByRole("button", { name: action }).click();
      const field = page.getByLabel(action === "Enter a key" ? "API key" : "Prompt");
      await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
    }
  });

  test("over the cap: nothing is sent, and the cap is one step away", async () => {
    const { url, journal } = await site.emulator();
    const page = await site.open(withKey(url));
    await page.getByRole("tab", { name: "Settings" }).click();
    await page.getByLabel(/Most for one press/).fill("3");
    await page.getByRole("tab", { name: "Create" }).click();
    await page.getByLabel("Prompt").fill(prompt);
    await page.keyboard.press("Control+Enter");
    await page.locator(".sk-card[data-group=budget]").getByRole("button", { name: "Change the cap" }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("sk-cap");
    expect(journal.charged.count).toBe(0);
  });

  test("offline is told apart from a service out of reach", async () => {
    const { url } = await site.emulator();
    const page = await site.open(withKey(url));
    await page.getByLabel("Prompt").fill(prompt);
    await page.context().setOffline(true);
    await page.keyboard.press("Control+Enter");
    await page.locator(".sk-card").waitFor();
    await page.context().setOffline(false);
    expect(await page.locator(".sk-card").getAttribute("data-group")).toBe("offline");
  });

  test("only what failed is made again", async () => {
    const emulator = await site.emulator({ faults: [{ fault: { kind: "status", status: 500 }, nth: 2 }] });
    const page = await site.open(withKey(emulator.url));
    await page.getByLabel("Prompt").fill(prompt);
    await page.getByRole("spinbutton", { name: "Images" }).fill("3");
    await page.keyboard.press("Control+Enter");
    await pictures(page, 2, emulator.advance);
    await page.getByRole("button", { name: "Try again · $0.04" }).click();
    await pictures(page, 3, emulator.advance);
    expect(emulator.journal.charged.count).toBe(3);
  });
});
