import type * as z from "zod";
import type { Issue } from "./errors.ts";
import type { LooseInput, Model } from "./models/define-model.ts";
import { nearestWord } from "./nearest.ts";
import { closestRatio, parseRatio } from "./size/ratios.ts";

/** Turns a schema's issues into ours: where, what is allowed, and the nearest allowed value. */
export function schemaIssues(model: Model, issues: readonly z.core.$ZodIssue[], input: LooseInput): Issue[] {
  return issues.flatMap((issue) => schemaIssue(model, issue, input));
}

function schemaIssue(model: Model, issue: z.core.$ZodIssue, input: LooseInput): Issue[] {
  const path = pathText(issue.path);
  const given = valueAt(input, issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownField(model, key));
    case "invalid_value": {
      const values = issue.values.map(String);
      const nearest = typeof given === "string" ? nearestValue(given, values) : undefined;
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
      if (given === undefined) return [{ path, message: "is missing", allowed: issue.expected }];
      const number = Number(given);
      const repaired =
        issue.expected === "int" && Number.isFinite(number) ? { nearest: Math.round(number) } : {};
      const allowed = issue.expected === "int" ? "a whole number" : `a ${issue.expected}`;
      return [{ path, message: `${show(given)} is not ${allowed}`, allowed, ...repaired }];
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
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  given: unknown,
  model: Model,
): Issue {
  const limit = Number(issue.code === "too_small" ? issue.minimum : issue.maximum);
  if (typeof given === "string") return { path, message: "is empty", allowed: "a text that is not blank" };
  const field: z.core.$ZodType | undefined = model.input.shape[path];
  const range = field ? numberRange(field) : undefined;
  const allowed = range
    ? `${range.min}-${range.max}`
    : issue.code === "too_small"
      ? `${limit} or more`
      : `${limit} or less`;
  return { path, message: `${show(given)} is out of range; allowed: ${allowed}`, allowed, nearest: limit };
}

function nearestValue(given: string, values: readonly string[]): string | undefined {
  const ratio = parseRatio(given);
  if (ratio !== undefined) return closestRatio(ratio, 1, values);
  return nearestWord(given, values);
}

function numberRange(field: z.core.$ZodType): { min: number; max: number } | undefined {
  const inner = "innerType" in field._zod.def ? (field._zod.def.innerType as z.core.$ZodType) : field;
  const { minValue: min, maxValue: max } = inner as { minValue?: number | null; maxValue?: number | null };
  return typeof min === "number" && typeof max === "number" ? { min, max } : undefined;
}

function unknownField(model: Model, key: string): Issue {
  const names = Object.keys(model.input.shape);
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
  if (typeof value === "string") return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  return String(value);
}
