import { errorCodes } from "@seedkit/core";
import type { LedgerRecord, LedgerRecordType } from "./record.ts";

type Fields = Readonly<Record<string, unknown>>;

const isText = (value: unknown) => typeof value === "string";
const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isMoney = (value: unknown) => isRecord(value) && Number.isSafeInteger(value.micros);
const isIndex = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
const isCode = (value: unknown) => errorCodes.includes(value as never);
const isCharged = (value: unknown) => value === "no" || value === "maybe" || value === "yes";
const isFile = (value: unknown) =>
  isRecord(value) && isText(value.path) && isText(value.sha256) && isRecord(value.original);

// By hand: a ledger of a hundred thousand lines is read at every start.
const checks: Readonly<Record<LedgerRecordType, Readonly<Record<string, (value: unknown) => boolean>>>> = {
  begun: { run: isText },
  ended: { run: isText, spent: isMoney, perhapsSpent: isMoney },
  planned: { job: isText, id: isText, index: isIndex, reserved: isMoney },
  started: { job: isText, attempt: isIndex },
  submitted: { job: isText, ticket: (value) => isRecord(value) && isText(value.requestId) },
  received: { job: isText, originals: Array.isArray, cost: isMoney },
  succeeded: {
    job: isText,
    cost: isMoney,
    files: (value) => Array.isArray(value) && value.every(isFile),
    rescued: (value) => value === undefined || (Array.isArray(value) && value.every(isText)),
    made: (value) => isRecord(value) && isText(value.id) && isText(value.key) && isIndex(value.index),
  },
  failed: { job: isText, code: isCode, message: isText, charged: isCharged, cost: isMoney },
  ambiguous: { job: isText, code: isCode, message: isText, cost: isMoney },
};

/** A line of the ledger, or what is wrong with it. `torn`: it is not even JSON, as a line is that a crash cut. */
export type Parsed =
  | { readonly ok: true; readonly record: LedgerRecord }
  | { readonly ok: false; readonly torn: boolean; readonly why: string };

/** Reads one line of a ledger. */
export function parseRecord(line: string): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { ok: false, torn: true, why: "this is no JSON" };
  }
  const broken = (why: string): Parsed => ({ ok: false, torn: false, why });
  if (!isRecord(value)) return broken("this is no record");
  const { version, type, at } = value;
  if (version !== 1) {
    return broken(`version ${JSON.stringify(version)} is not known to this Seedkit; a newer one wrote it`);
  }
  const check =
    isText(type) && Object.hasOwn(checks, type as string) ? checks[type as LedgerRecordType] : undefined;
  if (!check) return broken(`a record of type ${JSON.stringify(type)} is not known`);
  if (typeof at !== "number") return broken("at is missing");
  for (const field in check) {
    if (!check[field]?.(value[field])) return broken(`${field} is missing or wrong`);
  }
  return { ok: true, record: value as LedgerRecord };
}
