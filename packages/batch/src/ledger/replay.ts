import type { FileHandle } from "node:fs/promises";
import { basename } from "node:path";
import { stateError } from "./ledger-error.ts";
import { parseRecord } from "./parse-record.ts";
import { applyRecord, emptyState, type LedgerState } from "./state.ts";

export type Replayed = {
  readonly state: LedgerState;
  /** Bytes up to the end of the last line that counts. */
  readonly length: number;
  /** The last line that counts has no line break yet. */
  readonly unfinished: boolean;
  /** The line that a crash had cut, and that does not count. */
  readonly torn?: number;
};

const chunkBytes = 1 << 20;
const lineBreak = 10;

/**
 * Reads a ledger from its beginning. @throws SeedkitError `invalid_input` that names the line, where one in the
 * middle is broken: what it said may have been money
 */
export async function replay(path: string, file: FileHandle): Promise<Replayed> {
  const state = emptyState();
  let line = 0;
  let length = 0;
  let rest: Buffer = Buffer.alloc(0);
  /** What was wrong with the line before, which is only forgiven to the last one. */
  let pending: { readonly line: number; readonly why: string } | undefined;

  const take = (bytes: Buffer, ended: boolean) => {
    line++;
    const text = bytes.toString("utf8");
    if (pending) throw broken(path, pending.line, pending.why);
    if (text !== "") {
      const parsed = parseRecord(text);
      if (parsed.ok) applyRecord(state, parsed.record);
      else if (parsed.torn) {
        pending = { line, why: parsed.why };
        return;
      } else throw broken(path, line, parsed.why);
    }
    length += bytes.length + (ended ? 1 : 0);
  };

  const chunk = Buffer.alloc(chunkBytes);
  for (let position = 0; ; ) {
    const { bytesRead } = await file.read(chunk, 0, chunkBytes, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    const read = chunk.subarray(0, bytesRead);
    const bytes = rest.length === 0 ? read : Buffer.concat([rest, read]);
    let from = 0;
    for (let end = bytes.indexOf(lineBreak); end >= 0; end = bytes.indexOf(lineBreak, from)) {
      take(bytes.subarray(from, end), true);
      from = end + 1;
    }
    rest = Buffer.from(bytes.subarray(from));
  }
  if (rest.length > 0) take(rest, false);
  const unfinished = rest.length > 0 && !pending;
  return { state, length, unfinished, ...(pending && { torn: pending.line }) };
}

function broken(path: string, line: number, why: string) {
  const hint = `Nothing was sent. The line may stand for money that was spent: repair it, or move ${basename(path)} away and start over.`;
  return stateError(`${path}:${line}: ${why}`, hint);
}
