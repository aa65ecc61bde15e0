// The form in which values cross the border of the VM: JSON in which {"$": kind, "v": …} stands for what JSON has
// not, and bytes beside it. Runs on both sides, so it may use nothing that QuickJS lacks.

/** A value that stands for something on the other side. */
export type Special = { readonly $: string; readonly v?: unknown; readonly t?: string };

/** Turns what only one side knows (a node, a promise) into a Special; undefined for anything else. */
export type EncodeSpecial = (value: object | symbol | ((...args: never[]) => unknown)) => Special | undefined;
export type DecodeSpecial = (special: Special) => unknown;

export type Packed = { readonly json: string; readonly bytes: Uint8Array[] };

type Packing = {
  readonly bytes: Uint8Array[];
  readonly special: EncodeSpecial;
  readonly refuse: (kind: string) => never;
};

/** @param refuse Called for what may not cross, with its kind: "symbol", "function", "ArrayBuffer". */
export function pack(value: unknown, special: EncodeSpecial, refuse: (kind: string) => never): Packed {
  const packing: Packing = { bytes: [], special, refuse };
  return { json: JSON.stringify(encode(value, packing)), bytes: packing.bytes };
}

// Functions of the module and no closures: a closure that calls itself is a cycle, and would hold the bytes in
// QuickJS until its next collection, which bytes alone never start.
function encode(item: unknown, packing: Packing): unknown {
  if (item === undefined) return { $: "undefined" };
  if (typeof item === "number" && !Number.isFinite(item)) return { $: "number", v: String(item) };
  if (typeof item === "bigint") return packing.refuse("bigint");
  if (item === null || (typeof item !== "object" && typeof item !== "symbol" && typeof item !== "function")) {
    return item;
  }
  if (item instanceof Uint8Array) return { $: "bytes", v: packing.bytes.push(item) - 1 };
  const known = packing.special(item as object);
  if (known) return known;
  if (typeof item === "symbol" || typeof item === "function") return packing.refuse(typeof item);
  if (item instanceof Date) return { $: "date", v: item.getTime() };
  if (item instanceof ArrayBuffer || ArrayBuffer.isView(item)) return packing.refuse(item.constructor.name);
  if (Array.isArray(item)) return item.map((each) => encode(each, packing));
  // Blob, File, Map and the like, of whatever realm.
  const kind = Object.prototype.toString.call(item).slice("[object ".length, -1);
  if (kind !== "Object" && kind !== "Error") return packing.refuse(kind);
  const record = item as Record<string, unknown>;
  const entries = Object.keys(record).map((key) => [key, encode(record[key], packing)]);
  return "$" in item ? { $: "object", v: entries } : Object.fromEntries(entries);
}

export function unpack({ json, bytes }: Packed, special: DecodeSpecial): unknown {
  return decode(JSON.parse(json), bytes, special);
}

function decode(item: unknown, bytes: readonly Uint8Array[], special: DecodeSpecial): unknown {
  if (item === null || typeof item !== "object") return item;
  if (Array.isArray(item)) return item.map((each) => decode(each, bytes, special));
  const fromEntries = (entries: [string, unknown][]) =>
    Object.fromEntries(entries.map(([key, value]) => [key, decode(value, bytes, special)]));
  if (!("$" in item)) return fromEntries(Object.entries(item));
  const { $: kind, v } = item as Special;
  if (kind === "undefined") return undefined;
  if (kind === "number") return Number(v);
  if (kind === "bytes") return bytes[v as number];
  if (kind === "date") return new Date(v as number);
  if (kind === "object") return fromEntries(v as [string, unknown][]);
  return special(item as Special);
}
