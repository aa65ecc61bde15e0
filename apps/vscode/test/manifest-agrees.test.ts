import { globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { fields, getModel, listModels } from "@seedkit/core";
import { describe, expect, test } from "vitest";
import { extensionManifest } from "../build/extension-manifest.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFileSync(`${root}${path}`, "utf8");
const source = JSON.parse(read("package.json"));
const { contributes, capabilities } = source;
const texts: Record<string, string> = JSON.parse(read("package.nls.json"));
const sources = globSync("src/**/*.ts", { cwd: root, exclude: (name) => name.endsWith(".test.ts") });
const code = sources.map((path) => read(path)).join("\n");

const commands: string[] = contributes.commands.map(({ command }: { command: string }) => command);
const sorted = (names: Iterable<string>) => [...new Set(names)].sort();
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found ?? "");

type MenuItem = { readonly command?: string; readonly submenu?: string; readonly when?: string };
const menus: [string, MenuItem[]][] = Object.entries(contributes.menus);

describe("package.json and the code", () => {
  test("have the same commands, one file each", () => {
    const table = read("src/commands/index.ts");
    const atHand = new Map(
      [...table.matchAll(/import \{ run as (\w+) \} from "\.\/([\w-]+)\.ts"/g)].map(([, name, path]) => [
        name,
        path,
      ]),
    );
    const row = /"seedkit\.(\w+)": \(\) => (?:import\("\.\/([\w-]+)\.ts"\)|\(\{ run: (\w+) \}\))/g;
    const rows = [...table.matchAll(row)];
    expect(sorted(rows.map(([, name]) => `seedkit.${name}`))).toEqual(sorted(commands));
    for (const [, name, path, run] of rows)
      expect(path ?? atHand.get(run)).toBe(
        name?.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      );
  });

  test("have no webview but the gallery, which axe looks at in each kind of theme", () => {
    const makes = /createWebviewPanel|registerWebviewViewProvider|registerCustomEditorProvider/;
    expect(sources.filter((path) => makes.test(read(path)))).toEqual(["src/gallery/open-gallery.ts"]);
    expect(contributes.customEditors).toBeUndefined();
  });

  test("name commands that there are", () => {
    const used = all(code, /(?:executeCommand\(|command(?: =|:)) ?"(seedkit\.\w+)"/g);
    expect(sorted(used).filter((name) => !commands.includes(name))).toEqual([]);
    const inMenus = menus.flatMap(([, items]) => items.flatMap(({ command }) => command ?? []));
    expect(sorted(inMenus).filter((name) => !commands.includes(name))).toEqual([]);
    const submenus = contributes.submenus.map(({ id }: { id: string }) => id);
    for (const [name] of menus)
      expect(submenus.includes(name) || /^(commandPalette|editor|explorer|view|webview)/.test(name)).toBe(
        true,
      );
  });

  test("hide a command that needs an argument from the palette", () => {
    const withArgument = sources
      .filter((path) => /^src\/commands\/(?!index)/.test(path))
      .filter((path) => /function run\(\s*\w+: Services,\s*\w+:/.test(read(path)))
      .map((path) => /([\w-]+)\.ts$/.exec(path)?.[1] ?? "")
      .map((name) => `seedkit.${name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}`);
    // Those of images are called on one.
    const onImages = contributes.menus["seedkit.image"].map(({ command }: MenuItem) => command);
    const palette: MenuItem[] = contributes.menus.commandPalette;
    const hidden = palette.flatMap(({ command, when }) => (when === "false" && command ? [command] : []));
    expect(sorted([...withArgument, ...onImages]).filter((name) => !hidden.includes(name))).toEqual([]);
    expect(withArgument).toContain("seedkit.generateImageHere");
  });

  test("have a text for every key, and no key without a use", () => {
    expect(sorted(all(JSON.stringify(source), /"%([\w.-]+)%"/g))).toEqual(sorted(Object.keys(texts)));
  });

  test("read the settings that there are", () => {
    const settings = Object.keys(contributes.configuration.properties);
    const reader = read("src/host/settings.ts");
    const names = all(reader, /(?:text|get(?:<\w+>)?)\("([\w.]+)"/g).map((name) => `seedkit.${name}`);
    expect(sorted(names).filter((name) => !settings.includes(name))).toEqual([]);
    const asked = /getConfiguration\("seedkit"[^)]*\)\s*\.get(?:<\w+>)?\("([\w.]+)"/g;
    const elsewhere = all(code, asked).map((name) => `seedkit.${name}`);
    expect(sorted([...names, ...elsewhere])).toEqual(sorted(settings));
    for (const name of capabilities.untrustedWorkspaces.restrictedConfigurations)
      expect(settings).toContain(name);
    expect(capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual(
      expect.arrayContaining(["seedkit.baseUrl", "seedkit.outputFolder"]),
    );
  });

  test("set the contexts that menus wait for", () => {
    const waited = menus.flatMap(([, items]) =>
      items.flatMap(({ when = "" }) => all(when, /(seedkit\.\w+)/g)),
    );
    for (const context of sorted(waited)) expect(code).toContain(`"${context}"`);
  });

  test("wait for contexts that the editor or the code sets", () => {
    const editors = [
      ...["editorHasSelection", "editorIsOpen", "editorReadonly", "listMultiSelection", "view", "viewItem"],
      ...["resourceFilename", "resourceExtname", "explorerResourceIsFolder", "explorerResourceReadonly"],
    ];
    const clauses = menus.flatMap(([, items]) => items.flatMap(({ when = "" }) => when));
    const names = clauses.flatMap((when) =>
      all(when.replaceAll(/\/(?:\\.|[^/])+\/i?|[!=]= *[\w.]+/g, ""), /([a-zA-Z][\w.]*)/g),
    );
    const known = (name: string) => /^(seedkit\.|true$|false$)/.test(name) || editors.includes(name);
    expect(sorted(names).filter((name) => !known(name))).toEqual([]);
  });

  test("wake with the languages that the Quick Fix knows and with a manifest, and with nothing else", () => {
    expect(source.activationEvents).toEqual([
      ...["markdown", "mdx", "html", "javascriptreact", "typescriptreact", "yaml"].map(
        (language) => `onLanguage:${language}`,
      ),
      "workspaceContains:**/seedkit.{yaml,yml}",
      // A gallery that was open is shown again after a reload.
      "onWebviewPanel:seedkit.gallery",
    ]);
    expect(capabilities.untrustedWorkspaces.supported).toBe("limited");
    expect(capabilities.virtualWorkspaces).toBe(true);
  });

  test("load nothing heavy at activation: packages are imported late, and by name", () => {
    expect(code).not.toMatch(/import\("@seedkit\//);
    expect(code).not.toMatch(/import \* as \w+ from "@seedkit\//);
    const eager = new Set<string>();
    const visit = (path: string) => {
      if (eager.has(path)) return;
      eager.add(path);
      const imports = read(path).matchAll(/^(?:import|export) (?!type )[^;]*?from "(\.[^"]+)";/gms);
      for (const [, to = ""] of imports) visit(posix.join(posix.dirname(path), to));
    };
    visit("src/env/node/extension.ts");
    visit("src/env/browser/extension.ts");
    const heavy = [...eager].filter((path) => /^import (?!type )[^;]*?from "@/ms.test(read(path)));
    expect(eager.size).toBeGreaterThan(10);
    expect(heavy).toEqual([]);
  });
});

test("what is shipped offers the values that the models allow", () => {
  const { properties } = (extensionManifest(source) as typeof source).contributes.configuration;
  expect(properties["seedkit.model"].enum).toEqual(["", ...listModels().map(({ id }) => id)]);
  const sizes = fields(getModel(listModels()[0]?.id ?? "")).find(({ name }) => name === "size")?.options;
  expect(properties["seedkit.size"].enum).toEqual(["", ...(sizes ?? [])]);
});
