import { type Model, nearestWord } from "@seedkit/core";
import { type CheckInput, createInputCheck } from "./check-input.ts";
import type { Combination } from "./matrix.ts";
import type { MappingNode, Node } from "./nodes.ts";
import type { ProblemList, Span } from "./problem-list.ts";
import type { SourceText } from "./source-text.ts";
import { fillVariables, type Variables } from "./variables.ts";

/** What reading an entry needs to know. */
export type Reading = {
  readonly source: SourceText;
  readonly problems: ProblemList;
  readonly models: readonly KnownModel[];
  /** The model of entries that name none. */
  readonly defaultModel: KnownModel;
  readonly defaults: MappingNode | undefined;
  /** Local references as they are met, each where it is named first. */
  readonly named: Map<string, NamedFile>;
};

export type NamedFile = { readonly node: Node; readonly path: string };

/** A model with the names of its fields. */
export type KnownModel = {
  readonly model: Model;
  readonly names: readonly string[];
  /** Those, and the manifest's own. */
  readonly allowed: ReadonlySet<string>;
  readonly check: CheckInput;
};

export function knowModel(model: Model): KnownModel {
  const names = Object.keys(model.input._zod.def.shape);
  return { model, names, allowed: new Set([...names, ...ownFields]), check: createInputCheck(model) };
}

/** The fields of an entry that are the manifest's own, not the model's. */
export const ownFields = [
  "model",
  "prompt_file",
  "output",
  "count",
  "tags",
  "quality",
  "max_width",
  "matrix",
] as const;

/** One entry to make, with what it says itself and what the defaults say. */
export type Draft = Combination & {
  /** Where its id stands. */
  readonly at: Span;
  /** `images.hero`: the same for all its combinations. */
  readonly path: string;
  readonly own: MappingNode;
  readonly defaults: MappingNode | undefined;
  /** Undefined where it names one that is not known, which was told. */
  readonly model: KnownModel | undefined;
};

/** A field's value and where it was said. */
export type FoundField = { readonly node: Node; readonly path: string; readonly isDefault: boolean };

/** What a field is looked for in. */
export type Holders = Pick<Draft, "path" | "own" | "defaults">;

/** A field of the entry, or of the defaults where the entry does not say. */
export function findField(draft: Holders, name: string): FoundField | undefined {
  const own = draft.own.fields.get(name);
  if (own) return { node: place(own.value, own.key), path: `${draft.path}.${name}`, isDefault: false };
  const fallback = draft.defaults?.fields.get(name);
  if (!fallback) return undefined;
  return { node: place(fallback.value, fallback.key), path: `defaults.${name}`, isDefault: true };
}

/** A value that is empty has no place: its name's is shown. */
function place(value: Node, key: Node): Node {
  return value.end > value.start ? value : { ...value, start: key.start, end: key.end };
}

/** Fills the entry's variables into a text, those that are given before its own; what is unknown is told. */
export type Fill = (text: string, at: Span, path: string, variables?: Variables) => string;

export function createFill(draft: Draft, model: string, problems: ProblemList): Fill {
  return (text, at, path, slugs) => {
    // Most texts of a large manifest hold none.
    if (!text.includes("{")) return text;
    const lookUp = (name: string) => {
      if (name === "id") return draft.id;
      if (name === "model") return model;
      return ownValue(slugs, name) ?? ownValue(draft.variables, name);
    };
    return fillVariables(text, lookUp, (name) => {
      const known = [...new Set([...Object.keys({ ...draft.variables, ...slugs }), "id", "model"])];
      const allowed = known.map((one) => `{${one}}`).join(", ");
      const nearest = nearestWord(name, known);
      const suggestion = nearest ? `did you mean {${nearest}}?` : `known: ${allowed}`;
      const message = `unknown variable {${name}}; ${suggestion} (write {{${name}}} for the text itself)`;
      problems.add(at, "unknown_variable", path, message, { allowed, nearest });
    });
  };
}

function ownValue(variables: Variables | undefined, name: string): string | undefined {
  return variables && Object.hasOwn(variables, name) ? variables[name] : undefined;
}
