import { describe, expect, it } from "vitest";
import { createFigmaHost, findForbiddenText, loadPlugin, manifestProblems } from "../src/index.ts";
import { buildFixture, runCode } from "./fixture.ts";

const last = async (code: string) => {
  const { host, said } = await runCode(code);
  host.dispose();
  return said.at(-1);
};

describe("a bundle", () => {
  it.each([
    "new AbortController()",
    "new TextEncoder()",
    "new URL('https://a.b')",
    "document.title",
    "localStorage.x",
    "crypto.randomUUID()",
    "btoa('x')",
    "performance.now()",
    "structuredClone({})",
    "queueMicrotask(() => {})",
    "Buffer.from('')",
    "process.env",
  ])("that uses %s ends with a ReferenceError", async (code) => {
    expect(await last(code)).toMatch(/^rejected .*(is )?not defined/);
  });

  it("with forbidden text is not loaded, in strings and comments too", async () => {
    expect(findForbiddenText('const s = "the import (2026)"; // <!-- x')).toMatchObject([
      { why: "possible import expression rejected", line: 1 },
      { why: "possible html comment rejected", line: 1 },
    ]);
    const plugin = await buildFixture();
    expect(findForbiddenText(plugin.code)).toEqual([]);
    expect(() => createFigmaHost({ plugin: { ...plugin, code: "\nimport ('x')" } })).toThrow(
      "SyntaxError: possible import expression rejected around line 2",
    );
    await expect(loadPlugin("no-such-folder")).rejects.toThrow("ENOENT");
    expect(manifestProblems({ ...plugin.manifest, networkAccess: { allowedDomains: ["*"] } })).toEqual([
      '"networkAccess.reasoning" is missing',
    ]);
  });

  it("that never ends is interrupted", async () => {
    const { host } = await runCode("figma.ui.onmessage = () => { for (;;); }", { limits: { deadline: 100 } });
    host.send(1);
    expect(host.errors[0]?.message).toBe("interrupted");
    host.dispose();
  });

  it("reports what nobody caught", async () => {
    const { host } = await runCode("figma.ui.onmessage = async () => { throw new Error('lost') }");
    host.send(1);
    await host.idle();
    expect(host.errors).toMatchObject([{ name: "Error", message: "lost" }]);
    host.dispose();
  });

  it("may not show a UI while it asks for parameters", async () => {
    const { host } = await runCode("", {
      manifest: { menu: [{ name: "Q", command: "q", parameters: [{ name: "P", key: "p" }] }] },
      command: "q",
    });
    expect(host.errors[0]?.message).toContain("in showUI:");
    host.dispose();
  });
});
