import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, type Emulator } from "@seedkit/emulator";
import { type Host, openWorkbench, startHost, type Workbench } from "@seedkit/vscode-host";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sharedBrowser } from "./browser.ts";
import { vsix } from "./journey.ts";
import { packInvoker } from "./pack-invoker.ts";

const key = "SG_agent_0123456789abcdef";
const patience = { timeout: 60_000 };

describe("what an agent wants to make", () => {
  const folder = mkdtempSync(join(tmpdir(), "agent-"));
  let invoker: Awaited<ReturnType<typeof packInvoker>>;
  let emulator: Emulator;
  let host: Host;
  let workbench: Workbench;
  beforeAll(async () => {
    writeFileSync(join(folder, "page.md"), "# Page\n");
    invoker = await packInvoker();
    emulator = await createEmulator({ port: 0, apiKey: key, pixels: "plain" });
    host = await startHost({
      vsix: [vsix, invoker.vsix],
      settings: { "seedkit.baseUrl": emulator.url, "chat.disableAIFeatures": false },
      env: { SEGMIND_API_KEY: key },
    });
    workbench = await openWorkbench({ host, folder, browser: await sharedBrowser() });
  });
  afterAll(async () => {
    await workbench?.close();
    await host?.stop();
    await emulator?.close();
    invoker?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test("is shown first, with prompt, price, size and file; who says no pays nothing", async () => {
    const { palette, dialog, toast } = workbench;
    await palette.run("Invoker: Make");
    await dialog.shown();
    expect(await dialog.message()).toBe("Generate an image for $0.04?");
    const detail = await dialog.detail();
    expect(detail).toContain("A fox, **bold** and [free](command:x)");
    for (const fact of ["Price: $0.04", "Size: 2048 x 2048", "File: art/fox.png", "$1.00 of $1.00 is left"])
      expect(detail).toContain(fact);
    await dialog.press("Cancel");
    await toast("Answer: refused").shown();
    await toast("Answer: refused").dismiss();
    expect(emulator.journal.requests).toEqual([]);
  });

  test("is made when the person agrees, and remembered as the last image", async () => {
    const { palette, dialog, toast } = workbench;
    await palette.run("Invoker: Make");
    await dialog.shown();
    const agree = (await dialog.buttons()).find((name) => name !== "Cancel") ?? "";
    await dialog.press(agree);
    await toast("Answer: Saved").shown();
    expect(await toast("Answer: Saved").message()).toContain("| (picture)");
    expect(existsSync(join(folder, "art/fox.png"))).toBe(true);
    expect(emulator.journal.charged.count).toBe(1);
  });

  test("can be made by the MCP server as well, which the editor starts and hands the key", async () => {
    const { palette, quickInput, toast, page } = workbench;
    expect(serverProcesses()).toEqual([]);
    await palette.run("MCP: List Servers");
    await quickInput.has("Seedkit");
    await quickInput.pick("Seedkit");
    await quickInput.has("Start Server");
    await quickInput.pick("Start Server");
    // Its output comes into sight, with the focus.
    await page
      .locator(".view-line", { hasText: /Discovered\s5\stools/ })
      .first()
      .waitFor(patience);
    await palette.run("Invoker: Server");
    await toast("Offered: ").shown();
    const offered = await toast("Offered: ").message();
    for (const name of ["generate_image", "edit_image", "plan", "models", "credits"])
      expect(offered).toContain(`seedkit_${name}`);
    await toast("Offered: ").dismiss();
    // The service tells it to the right key alone.
    await toast('Answer: {"credits":').shown();
    await toast('Answer: {"credits":').dismiss();
    const [server, ...others] = serverProcesses();
    expect(others).toEqual([]);
    expect(server?.args).toContain(folder);
    expect(server?.args.join()).not.toContain(key);
    expect([...host.logs().values()].join("\n")).not.toContain(key);
    expect(filesWithKey()).toEqual([]);
  }, 120_000);

  test("is fetched by a window when the server was killed before it came: paid once, in the history", async () => {
    const { palette, dialog, toast, tree } = workbench;
    const asked = () => emulator.journal.requests.filter(({ path }) => path.endsWith("/status")).length;
    const [before, charged] = [asked(), emulator.journal.charged.count];
    const held = {
      match: { path: "**/status" },
      fault: { kind: "status", status: 429, retryAfter: 1 },
    } as const;
    emulator.addFaults([held]);
    await palette.run("Invoker: Order");
    await dialog.shown();
    const agree = (await dialog.buttons()).find((name) => name !== "Cancel") ?? "";
    await dialog.press(agree);
    await expect.poll(asked, patience).toBeGreaterThan(before);
    const servers = serverProcesses();
    expect(servers).not.toEqual([]);
    for (const { pid } of servers) process.kill(pid, "SIGKILL");
    await fetch(`${emulator.url}/__emulator/faults`, { method: "DELETE" });
    await workbench.reload();
    const history = tree("History");
    await history.open("Seedkit");
    await toast("Recovered 1 image").shown(patience.timeout);
    await history.has("A slow heron");
    expect((await history.rows())[0]).toMatchObject({ label: "A slow heron" });
    expect(readdirSync(folder)).toContain("a-slow-heron.jpg");
    expect(emulator.journal.charged.count).toBe(charged + 1);
  }, 120_000);

  /** The servers that this host's editor has started: Linux says what runs. */
  function serverProcesses(): { readonly pid: number; readonly args: readonly string[] }[] {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        try {
          const args = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0");
          const script = args.find((arg) => arg.endsWith("dist/mcp/server.js"));
          return script?.startsWith(host.folder) ? [{ pid: Number(name), args }] : [];
        } catch {
          // It ended meanwhile.
          return [];
        }
      });
  }

  /** Settings, state and whatever else the editor keeps. */
  function filesWithKey(): readonly string[] {
    const kept = join(host.folder, "user-data");
    return readdirSync(kept, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => readFileSync(path).includes(key));
  }
});
