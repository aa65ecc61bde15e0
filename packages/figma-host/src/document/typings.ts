import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** How a member may be used: called, read, or read and written. */
export type Access = "method" | "readonly" | "property";

type Declaration = { bases: string[]; members: Record<string, Access>; editors: Record<string, string> };

let parsed: Map<string, Declaration> | undefined;

/**
 * The members of an interface of Figma's own typings, with those of its bases. What a node type has and lacks is
 * read from there, so that it cannot drift from what Figma publishes.
 */
export function membersOf(name: string): Record<string, Access> {
  const declaration = declarations().get(name);
  if (!declaration) throw new Error(`Figma's typings have no interface ${name}`);
  return Object.assign({}, ...declaration.bases.map(membersOf), declaration.members);
}

/** The editors that the typings restrict a member to ("This API is only available in ..."), as they write them. */
export function editorsOf(name: string): Record<string, string> {
  return declarations().get(name)?.editors ?? {};
}

function declarations(): Map<string, Declaration> {
  parsed ??= parse(
    readFileSync(createRequire(import.meta.url).resolve("@figma/plugin-typings/plugin-api.d.ts"), "utf8"),
  );
  return parsed;
}

// The file is formatted by prettier: an interface starts in column 0, its members stand 2 columns in.
function parse(text: string): Map<string, Declaration> {
  const found = new Map<string, Declaration>();
  for (const [, name = "", bases = "", body = ""] of text.matchAll(
    /^(?:declare )?interface (\w+)(?:\s+extends\s+([\w\s,]+?))?\s*\{(?:\}|\n([\s\S]*?)^\})/gm,
  )) {
    const declaration: Declaration = {
      bases: bases.split(/[\s,]+/).filter(Boolean),
      members: {},
      editors: {},
    };
    let note: string | undefined;
    for (const line of body.split("\n")) {
      note = /only available in (.+?)\.?$/.exec(line)?.[1] ?? note;
      const member = /^ {2}(readonly )?(\w+)(\??)([:(<])/.exec(line);
      if (!member?.[2]) continue;
      const kind = member[4] === ":" ? (member[1] ? "readonly" : "property") : "method";
      declaration.members[member[2]] = kind;
      if (note) declaration.editors[member[2]] = note;
      note = undefined;
    }
    found.set(name, declaration);
  }
  return found;
}
