import { type DecodeSpecial, type EncodeSpecial, pack, unpack } from "../wire.ts";

/** What the host puts into the VM for the prelude, and nobody else. */
export type HostBorder = {
  /** One request; the answer is the packed result, or an error to throw. */
  ask(
    json: string,
    bytes: ArrayBuffer[],
  ): { json?: string; bytes?: ArrayBuffer[]; error?: string; name?: string };
};

type Pending = { resolve(value: unknown): void; reject(reason: unknown): void };

const specials: {
  encode: EncodeSpecial[];
  decode: Record<string, (special: { v?: unknown; t?: string }) => unknown>;
} = {
  encode: [],
  decode: {},
};
const pending = new Map<number, Pending>();
let host: HostBorder;

export function setHost(border: HostBorder): void {
  host = border;
}

/** Teaches the border one more kind of value. */
export function registerSpecial(
  kind: string,
  decode: (special: { v?: unknown; t?: string }) => unknown,
  encode?: EncodeSpecial,
): void {
  specials.decode[kind] = decode;
  if (encode) specials.encode.push(encode);
}

const encodeSpecial: EncodeSpecial = (value) => {
  for (const encode of specials.encode) {
    const found = encode(value);
    if (found) return found;
  }
  return undefined;
};
const decodeSpecial: DecodeSpecial = (special) => specials.decode[special.$]?.(special);

export function toError(message: string, name: string): Error {
  const error = name === "TypeError" ? new TypeError(message) : new Error(message);
  if (name === "NotSimulated") error.name = name;
  return error;
}

/** Asks the host: `operation` on `target`, a node's id or a dotted path of `figma`. */
export function ask(
  operation: "get" | "set" | "call",
  target: string,
  member: string,
  value?: unknown,
): unknown {
  const where = member.slice(member.lastIndexOf(".") + 1);
  const packed = pack(
    [operation, target, member, value],
    member === "ui.postMessage" ? plainOnly : encodeSpecial,
    (kind) => {
      throw new Error(`in ${where}: Cannot unwrap ${kind}`);
    },
  );
  const answer = host.ask(packed.json, packed.bytes.map(ownBuffer));
  if (answer.error !== undefined) throw toError(answer.error, answer.name ?? "Error");
  return receive(answer.json ?? "null", answer.bytes ?? []);
}

// A node is no plain data: Figma refuses to send it.
const plainOnly: EncodeSpecial = (value) => {
  if (encodeSpecial(value)) throw new Error("in postMessage: Cannot unwrap symbol");
  return undefined;
};

export function receive(json: string, bytes: ArrayBuffer[]): unknown {
  return unpack({ json, bytes: bytes.map((buffer) => new Uint8Array(buffer)) }, decodeSpecial);
}

function ownBuffer(view: Uint8Array): ArrayBuffer {
  const whole = view.byteOffset === 0 && view.byteLength === view.buffer.byteLength;
  return (whole ? view.buffer : view.slice().buffer) as ArrayBuffer;
}

registerSpecial(
  "promise",
  ({ v }) => new Promise((resolve, reject) => pending.set(v as number, { resolve, reject })),
);

/** The host's answer to a promise it gave out. */
export function settle(
  id: number,
  json: string,
  bytes: ArrayBuffer[],
  error: string | undefined,
  name: string,
): void {
  const waiting = pending.get(id);
  pending.delete(id);
  if (error !== undefined) waiting?.reject(toError(error, name));
  else waiting?.resolve(receive(json, bytes));
}
