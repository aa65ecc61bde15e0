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
  return issues.flatMap((issue) => schemaIssue(model, issue, input));
}

function schemaIssue(model: ModelDeclaration, issue: z.$ZodIssue, input: LooseInput): Issue[] {
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
  issue: z.$ZodIssueTooSmall | z.$ZodIssueTooBig,
  given: unknown,
  model: ModelDeclaration,
): Issue {
  const limit = Number(issue.code === "too_small" ? issue.minimum : issue.maximum);
  if (typeof given === "string") return { path, message: "is empty", allowed: "a text that is not blank" };
  const field: z.$ZodType | undefined = model.input._zod.def.shape[path];
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

function numberRange(field: z.$ZodType): { min: number; max: number } | undefined {
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
  if (typeof value === "string") return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  return String(value);
}
