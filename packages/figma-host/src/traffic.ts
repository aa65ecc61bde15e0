import { isNode } from "./document/node.ts";
import { pack } from "./vm/wire.ts";

/** The messages between UI and main thread, in the order they went. */
export type Traffic = {
  /** What the main thread posted. */
  readonly fromMain: readonly unknown[];
  /** What the UI posted. */
  readonly fromUi: readonly unknown[];
  /** Bytes of images and other binary parts, both ways. */
  readonly bytes: { readonly fromMain: number; readonly fromUi: number };
  /** The first message from the main thread that fits, now or later. */
  next<T = unknown>(fits: (message: T) => boolean): Promise<T>;
  onFromMain(listener: (message: unknown) => void): () => void;
  toUi(message: unknown): void;
  toMain(message: unknown): void;
  /** Forgets what went so far. */
  clear(): void;
};

export function createTraffic(): Traffic {
  const fromMain: unknown[] = [];
  const fromUi: unknown[] = [];
  const bytes = { fromMain: 0, fromUi: 0 };
  const listeners = new Set<(message: unknown) => void>();
  const onFromMain = (listener: (message: unknown) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    fromMain,
    fromUi,
    bytes,
    onFromMain,
    next<T>(fits: (message: T) => boolean) {
      const there = fromMain.find((message) => fits(message as T));
      if (there !== undefined) return Promise.resolve(there as T);
      return new Promise<T>((resolve) => {
        const stop = onFromMain((message) => {
          if (!fits(message as T)) return;
          stop();
          resolve(message as T);
        });
      });
    },
    toUi(message) {
      fromMain.push(message);
      bytes.fromMain += plainBytes(message);
      for (const listener of [...listeners]) listener(message);
    },
    toMain(message) {
      bytes.fromUi += plainBytes(message);
      fromUi.push(message);
    },
    clear() {
      fromMain.length = 0;
      fromUi.length = 0;
    },
  };
}

/** Checks that only plain data, Date and Uint8Array are in a message, and counts its bytes. */
function plainBytes(message: unknown): number {
  const packed = pack(
    message,
    (value) => {
      if (isNode(value)) throw new Error("in postMessage: Cannot unwrap symbol");
      return undefined;
    },
    (kind) => {
      throw new Error(`in postMessage: Cannot unwrap ${kind}`);
    },
  );
  return packed.bytes.reduce((sum, part) => sum + part.byteLength, 0);
}
