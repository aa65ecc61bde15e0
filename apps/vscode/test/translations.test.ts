import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { collectTexts } from "../build/l10n/collect-texts.ts";

const root = new URL("..", import.meta.url);
type Texts = Readonly<Record<string, string>>;
const read = (path: string): Texts => JSON.parse(readFileSync(new URL(path, root), "utf8"));

const { keys, places, computed, untranslated } = await collectTexts(root);
const manifest = read("package.nls.json");
// A second language is one more file of each kind: it is held to the same.
const languages = readdirSync(new URL("l10n/", root)).flatMap(
  (name) => /\.l10n\.(.+)\.json$/.exec(name)?.[1] ?? [],
);

/** Where a text stands, for whoever has to add it. */
const placeOf = (key: string) => {
  const place = places.find(({ text }) => text === key);
  return place ? `${place.path}:${place.line}` : "core or the manifest's schema";
};
const placeholders = (text: string) => (text.match(/\{\w+\}|\$\{\w+\}|`[^`]+`|command:[\w.]+/g) ?? []).sort();

// Marks, units, and words that both languages have.
const sameInGerman = new Set(["Prompt", "Seedkit: {0}", "A"]);
const hasWords = (text: string) => /\p{L}{2}/u.test(text.replace(/\{\w+\}/g, ""));

test("German is complete", () => expect(languages).toContain("de"));

test("the English bundle is what the sources hold: else run `pnpm gen`", () => {
  expect(Object.keys(read("l10n/bundle.l10n.json"))).toEqual(keys);
});

test("nobody sees a text that no translation reaches: hand it to vscode.l10n.t", () => {
  expect(untranslated.map(({ path, line, text }) => `${path}:${line} ${text}`)).toEqual([]);
});

test("what is computed before it is translated is data whose texts are in the bundle", () => {
  expect([...new Set(computed.map(({ path }) => path))].sort()).toEqual([
    "src/flow/words.ts",
    "src/host/error-words.ts",
    "src/manifest/completion.ts",
  ]);
});

test("package.json names texts that are there, and uses all of them", () => {
  const source = readFileSync(new URL("package.json", root), "utf8");
  const named = [...new Set([...source.matchAll(/"%([\w.-]+)%"/g)].map(([, name]) => name ?? ""))].sort();
  expect(named, "package.nls.json has to have exactly these keys").toEqual(Object.keys(manifest).sort());
});

test.each(languages)("%s: l10n has each text of the sources, and no other", (language) => {
  const path = `l10n/bundle.l10n.${language}.json`;
  const translated = read(path);
  const missing = keys
    .filter((key) => !(key in translated))
    .map((key) => `${JSON.stringify(key)} (${placeOf(key)})`);
  expect(missing, `add to ${path}`).toEqual([]);
  const unknown = Object.keys(translated).filter((key) => !keys.includes(key));
  expect(unknown, `no source has them any more: take out of ${path}`).toEqual([]);
  expect(
    faults(translated, (key) => key),
    `put right in ${path}`,
  ).toEqual([]);
});

test.each(languages)("%s: package.nls has each text of the manifest, and no other", (language) => {
  const path = `package.nls.${language}.json`;
  const translated = read(path);
  const missing = Object.keys(manifest).filter((key) => !(key in translated));
  expect(missing, `add to ${path}`).toEqual([]);
  const unknown = Object.keys(translated).filter((key) => !(key in manifest));
  expect(unknown, `package.nls.json has them no more: take out of ${path}`).toEqual([]);
  expect(
    faults(translated, (key) => manifest[key] ?? ""),
    `put right in ${path}`,
  ).toEqual([]);
});

/** What is wrong with translations: empty, left in English, other placeholders, spaces at an end. */
function faults(translated: Texts, english: (key: string) => string): readonly string[] {
  return Object.entries(translated).flatMap(([key, text]) => {
    const source = english(key);
    if (text.trim() === "" || text.trim() !== text) return [`${key}: empty, or spaces around it`];
    if (text === source && hasWords(source) && !sameInGerman.has(source)) return [`${key}: still English`];
    const [have, want] = [placeholders(text), placeholders(source)].map((list) => list.join(" "));
    return have === want ? [] : [`${key}: placeholders are ${have}, have to be ${want}`];
  });
}
