/**
 * Work that looks at parts of a file, wherever that lies: it asks for `[start, length]` and is given those bytes,
 * fewer only where the file ends. They are good until it asks again.
 */
export type Look<Result> = Generator<readonly [start: number, length: number], Result, Uint8Array>;

/** A file that is open. */
export type Reader = {
  /** In bytes. */
  readonly size: number;
  /** Reads into `buffer` from `start` on, as far as the file goes, and tells how many bytes came. */
  read(buffer: Uint8Array, start: number): Promise<number>;
};

const windowBytes = 65_536;

/** Looks at bytes in memory. Nothing is copied. */
export function lookAt<Result>(bytes: Uint8Array, look: Look<Result>): Result {
  let step = look.next();
  while (!step.done) {
    const [start, length] = step.value;
    step = look.next(bytes.subarray(start, start + length));
  }
  return step.value;
}

/** Looks into a file through a window: of a large one, no more is ever in memory. @throws Error of the reader */
export async function lookInto<Result>(reader: Reader, look: Look<Result>): Promise<Result> {
  let window = new Uint8Array(0);
  let [from, to] = [0, 0];
  let step = look.next();
  while (!step.done) {
    const [start, length] = step.value;
    const end = Math.min(reader.size, start + length);
    if (start < from || end > to) {
      const wanted = Math.max(windowBytes, end - start);
      if (window.length < wanted) window = new Uint8Array(wanted);
      from = start;
      to = start + (await reader.read(window.subarray(0, wanted), start));
    }
    step = look.next(window.subarray(start - from, Math.max(start, Math.min(end, to)) - from));
  }
  return step.value;
}
