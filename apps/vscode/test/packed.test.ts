import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { vsix } from "./journey.ts";
import { unzip } from "./unzip.ts";

const files = unzip(readFileSync(vsix));
const text = (path: string) => files.get(`extension/${path}`)?.toString("utf8") ?? "";
const shipped = JSON.parse(text("package.json"));
const scripts = [...files.keys()].filter((path) => path.endsWith(".js"));

describe("the .vsix", () => {
  test("holds what runs and what is read, and nothing of how it was made", () => {
    const kinds =
      /^extension\/(dist\/(node|web|mcp|gallery)\/[\w-]+\.(js|css)|dist\/wasm\/[\w-]+\.wasm|media\/[\w-]+\.(png|svg))$/;
    const texts =
      /^extension\/(package(\.nls(\.[\w-]+)?)?\.json|l10n\/bundle\.l10n(\.[\w-]+)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/;
    const licenses = /^extension\/dist\/(licenses\.txt|wasm\/LICENSE[\w.]*)$/;
    const pictures = /^extension\/media\/walkthrough\/[\w-]+-(light|dark|hc|hc-light)\.svg$/;
    const container = /^(\[Content_Types\]\.xml|extension\.vsixmanifest)$/;
    const known = [kinds, texts, pictures, licenses, container];
    expect([...files.keys()].filter((path) => !known.some((kind) => kind.test(path)))).toEqual([]);
    for (const path of scripts) expect(files.get(path)?.includes("sourceMappingURL")).toBe(false);
  });

  test("starts from two entries below 400 kB, with nothing to install", () => {
    for (const entry of [shipped.main, shipped.browser]) {
      const bytes = files.get(`extension/${entry.slice(2)}`)?.length ?? 0;
      console.log(`${entry}: ${Math.round(bytes / 1000)} kB`);
      expect(bytes).toBeGreaterThan(10_000);
      expect(bytes).toBeLessThan(400_000);
    }
    for (const name of [
      "dependencies",
      "devDependencies",
      "extensionDependencies",
      "extensionPack",
      "scripts",
    ])
      expect(shipped).not.toHaveProperty(name);
  });

  test("asks for no newer editor than its types are of", () => {
    const types = createRequire(import.meta.url)("@types/vscode/package.json");
    const minor = (version: string) => Number(/1\.(\d+)\./.exec(version)?.[1]);
    expect(minor(types.version)).toBeLessThanOrEqual(minor(shipped.engines.vscode));
    expect(shipped.engines).toEqual({ vscode: "^1.106.0" });
  });

  test("knows no address but the service's own, names of formats and pages to be opened", () => {
    const allowed = [
      /^https:\/\/(api|workflows-api)\.segmind\.com/,
      // Opened by a person, in the browser.
      /^https:\/\/(cloud|www)\.segmind\.com\//,
      // Names of vocabularies: nobody asks there.
      /^http:\/\/(ns\.adobe\.com|purl\.org|www\.w3\.org|(cv\.)?iptc\.org)\//,
      /^https?:\/\/json-schema\.org\/(draft|schema)/,
      // Of the MCP server: a schema's name, and a remark.
      /^https:\/\/raw\.githubusercontent\.com\/ajv-validator\/ajv\/master\/lib\/refs\/data\.json$/,
      /^https:\/\/github\.com\/modelcontextprotocol\//,
      /^https:\/\/github\.com\/seedkit\/seedkit/,
      /^https?:\/\/(localhost|[\w.]+\.invalid)(\/|:|$)/,
    ];
    for (const path of scripts) {
      const code = files.get(path)?.toString("utf8") ?? "";
      const addresses = code.match(/(https?|wss?):\/\/[\w.-]+\/?[\w./-]*/g) ?? [];
      expect(addresses.filter((address) => !allowed.some((kind) => kind.test(address)))).toEqual([]);
    }
  });

  test("shows its pictures and links wherever its page is read", () => {
    const readme = text("readme.md");
    const links = [...readme.matchAll(/(?:\]\(|<img[^>]*src=")([^)"#\s]+)/g)].map(([, link = ""]) => link);
    expect(links.length).toBeGreaterThan(4);
    for (const link of links) expect(link).toMatch(/^https:\/\//);
    const pictures = links.filter((link) => link.endsWith(".png"));
    for (const picture of pictures) {
      const path = picture.replace("https://github.com/seedkit/seedkit/raw/HEAD/apps/vscode/", "../");
      expect(readFileSync(new URL(path, import.meta.url)).length).toBeLessThan(150_000);
    }
  });
});
