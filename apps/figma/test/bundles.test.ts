import { manifestProblems } from "@seedkit/figma-host";
import { describe, expect, it } from "vitest";
import { buildPlugin } from "../build/build-plugin.ts";
import { bundleProblems } from "../build/check-bundles.ts";
import { manifestOf } from "../build/manifest.ts";
import { serviceOf } from "../build/service.ts";

const service = serviceOf({});
const bundles = await buildPlugin(service);

describe("the built plugin", () => {
  it("keeps Figma's rules and our sizes", () => {
    expect(bundleProblems(bundles, service)).toEqual([]);
    expect(manifestProblems(JSON.parse(bundles.manifest))).toEqual([]);
    expect(Buffer.byteLength(bundles.code)).toBeLessThan(60_000);
    expect(Buffer.byteLength(bundles.html)).toBeLessThan(250_000);
  });

  it("says in its manifest what it fetches and why, and asks the quick action's questions in the menu entry", () => {
    const manifest = manifestOf(service);
    expect(manifest.networkAccess.allowedDomains).toEqual([
      "https://api.segmind.com",
      "https://workflows-api.segmind.com",
      "https://images.segmind.com",
    ]);
    expect(manifest.networkAccess.reasoning).toContain("Nothing else leaves Figma");
    expect(manifest).not.toHaveProperty("parameters");
    const prompt = manifest.menu.find(({ command }) => command === "prompt");
    expect(prompt).toMatchObject({ parameters: [{ key: "prompt", allowFreeform: true }, { key: "ratio" }] });
    expect(manifest.relaunchButtons.map(({ command }) => command)).toEqual(["regenerate", "edit"]);
    for (const { command } of [...manifest.menu, ...manifest.relaunchButtons]) {
      expect(bundles.code).toContain(command);
    }
  });

  it.each([
    ["an import", { code: 'const text = "import("' }, "import("],
    ["an HTML comment", { code: 'const text = "<!--"' }, "HTML comment"],
    ["too much code", { code: "x".repeat(60_001) }, "code.js has 60001 bytes"],
    ["too much html", { html: "x".repeat(250_001) }, "ui.html has 250001 bytes"],
    ["another host", { html: '<script>fetch("https://evil.example/x")</script>' }, "https://evil.example"],
    ["another file", { html: '<script src="more.js"></script><script></script>' }, "another file"],
    ["another manifest", { manifest: "{}" }, "manifest.json"],
  ])("is not built with %s", (_, broken, problem) => {
    expect(bundleProblems({ ...bundles, ...broken }, service).join("\n")).toContain(problem);
  });
});

describe("an address of its own", () => {
  it("of a company proxy stands in the code and in the manifest", async () => {
    const proxied = serviceOf({ SEEDKIT_FIGMA_API_URL: "https://images.corp.example/segmind/" });
    const { html, manifest } = await buildPlugin(proxied);
    expect(html).toContain("https://images.corp.example/segmind");
    expect(JSON.parse(manifest).networkAccess.allowedDomains).toEqual([
      "https://images.corp.example",
      "https://images.segmind.com",
    ]);
  });

  it("of an emulator is for development alone", () => {
    const { allowedDomains, devAllowedDomains } = serviceOf({
      SEEDKIT_FIGMA_API_URL: "http://localhost:4010",
    });
    expect([allowedDomains, devAllowedDomains]).toEqual([
      ["https://images.segmind.com"],
      ["http://localhost:4010"],
    ]);
  });

  it("is refused without https", () => {
    expect(() => serviceOf({ SEEDKIT_FIGMA_API_URL: "http://images.corp.example" })).toThrow("https");
  });
});
