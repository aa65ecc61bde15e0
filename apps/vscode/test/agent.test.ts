import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, type Emulator } from "@seedkit/emulator";
import { type Host, openWorkbench, startHost, type Workbench } from "@seedkit/vscode-host";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { vsix } from "./journey.ts";
import { packInvoker } from "./pack-invoker.ts";

const key = "SG_agent_0123456789abcdef";

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
      ...{ vsix: [vsix, invoker.vsix], trust: true },
      settings: { "seedkit.baseUrl": emulator.url, "chat.disableAIFeatures": false },
      env: { SEGMIND_API_KEY: key },
    });
    workbench = await openWorkbench({ host, folder });
  });
  afterAll(async () => {
    await workbench?.close();
    await host?.stop();
    await emulator?.close();
    invoker?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test("is not made in a folder that is not trusted", async () => {
    const { palette, trust, toast } = workbench;
    await trust.restricted();
    await palette.run("Invoker: Make");
    await toast("Answer: The workspace is not trusted").shown();
    await toast("Answer: The workspace is not trusted").dismiss();
    expect(emulator.journal.requests).toEqual([]);
    await trust.grant();
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

  test("can be made by the MCP server as well, which the editor lists; the key is logged nowhere", async () => {
    const { palette, quickInput } = workbench;
    await palette.run("MCP: List Servers");
    await expect.poll(async () => JSON.stringify(await quickInput.items())).toContain("Seedkit");
    await quickInput.cancel();
    expect([...host.logs().values()].join("\n")).not.toContain(key);
  });
});
