import type * as z from "zod/v4/core";
import type { Issue } from "./errors.ts";
import type { ModelDeclaration } from "./models/model.ts";
import { nearestWord } from "./nearest.ts";
import { closestRatio, parseRatio } from "./size/ratios.ts";
import type { LooseInput } from "./validation.ts";

/** Turns a schema's issues into ours: where, what is allowed, and the nearest allowed value. */
export function schemaIssues(
  model: ModelDeclaration,
  issues: readonly z.$ZodIssue[],
  input: LooseInput,
): Issue[] {
  const told = issues.flatMap((issue) => schemaIssue(model, issue, input));
  // 1e20 is out of a field's range and out of the safe integers: once is enough.
  return told.filter((issue, index) => index === told.findIndex(({ path }) => path === issue.path));
}

function schemaIssue(model: ModelDeclaration, issue: z.$ZodIssue, input: LooseInput): Issue[] {
  const path = pathText(issue.path);
  const given = valueAt(input, issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownField(model, key));
    case "invalid_value": {
      const values = issue.values.map(String);
      const nearest = typeof given === "string" ? nearestValue(model, given, values) : undefined;
      const allowed = values.join(", ");
      return [
        {
          path,
          message: `${show(given)} is not allowed; allowed: ${allowed}`,
          allowed,
          ...(nearest ? { nearest } : {}),
        },
      ];
    }
    case "too_small":
    case "too_big":
      return [outOfRange(path, issue, given, model)];
    case "invalid_type": {
      const allowed = kinds[issue.expected] ?? issue.expected;
      if (given === undefined) return [{ path, message: "is missing", allowed }];
      const nearest = nearestNumber(model, path, given);
      const message = `${show(given)} is not ${allowed}`;
      return [{ path, message, allowed, ...(nearest === undefined ? {} : { nearest }) }];
    }
    case "invalid_format":
      return [
        {
          path,
          message: `${show(given)} is not the address of an image`,
          allowed: "an http(s) address, a data URI, or the image's bytes",
        },
      ];
    default:
      return [{ path, message: issue.message }];
  }
}

function outOfRange(
  path: string,
  issue: z.$ZodIssueTooSmall | z.$ZodIssueTooBig,
  given: unknown,
  model: ModelDeclaration,
): Issue {
  if (typeof given === "string") return { path, message: "is empty", allowed: "a text that is not blank" };
  const limit = Number(issue.code === "too_small" ? issue.minimum : issue.maximum);
  const range = numberRange(model, path);
  const allowed = range
    ? `${range.min}-${range.max}`
    : issue.code === "too_small"
      ? `${limit} or more`
      : `${limit} or less`;
  const nearest = nearestNumber(model, path, given) ?? limit;
  return { path, message: `${show(given)} is out of range; allowed: ${allowed}`, allowed, nearest };
}

const kinds: Readonly<Record<string, string>> = {
  int: "a whole number",
  number: "a number",
  string: "a text",
  array: "a list",
};

function nearestValue(model: ModelDeclaration, given: string, values: readonly string[]): string | undefined {
  const ratio = parseRatio(given);
  if (ratio !== undefined) return closestRatio(ratio, 1, values);
  const { presets } = model.size;
  const pixels = pixelsOf(given);
  const sizes = values.filter((value) => presets[value] !== undefined);
  if (pixels === undefined || sizes.length === 0) return nearestWord(given, values);
  const off = (size: string) => Math.abs(Math.log((presets[size] ?? 1) / pixels));
  return sizes.reduce((best, size) => (off(size) < off(best) ? size : best));
}

/** `3K` or `3000` as a number of px. */
function pixelsOf(text: string): number | undefined {
  const [, digits, kilo] = /^([1-9]\d{0,5})(k?)$/i.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : Number(digits) * (kilo ? 1024 : 1);
}

/** The number of a field's range nearest to what was given, also where that came as text. */
function nearestNumber(model: ModelDeclaration, path: string, given: unknown): number | undefined {
  const range = numberRange(model, path);
  const number = typeof given === "string" && given.trim() !== "" ? Number(given) : given;
  if (!range || typeof number !== "number" || Number.isNaN(number)) return undefined;
  return Math.min(range.max, Math.max(range.min, Math.round(number)));
}

function numberRange(model: ModelDeclaration, path: string): { min: number; max: number } | undefined {
  const field: z.$ZodType | undefined = model.input._zod.def.shape[path];
  if (!field) return undefined;
  const inner = "innerType" in field._zod.def ? (field._zod.def.innerType as z.$ZodType) : field;
  const limits = (inner._zod.def.checks ?? []).map(
    (check) => check._zod.def as { check: string; value?: number },
  );
  const min = limits.find(({ check }) => check === "greater_than")?.value;
  const max = limits.find(({ check }) => check === "less_than")?.value;
  return min === undefined || max === undefined ? undefined : { min, max };
}

function unknownField(model: ModelDeclaration, key: string): Issue {
  const names = Object.keys(model.input._zod.def.shape);
  const nearest = nearestWord(key, names);
  return {
    path: key,
    message: nearest
      ? `is not a field of ${model.title}; did you mean ${nearest}?`
      : `is not a field of ${model.title}`,
    allowed: names.join(", "),
    ...(nearest ? { nearest } : {}),
  };
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part),
    "",
  );
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    input,
  );
}

function show(value: unknown): string {
  if (typeof value === "string" && /^data:/i.test(value)) return "a data URI";
  if (typeof value === "string") return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  return String(value);
}
