import type { Clock } from "@seedkit/core";
import type { Conversion } from "./convert-image.ts";
import type { Answer } from "./worker-protocol.ts";

/** A thread that makes one conversion. */
export type ConverterThread = {
  post(message: unknown): void;
  listen(hear: (message: unknown) => void): void;
  onEnd(hear: (error: Error) => void): void;
  end(): void;
};

/** The largest AVIF takes a slow machine about a minute; what takes longer than this hangs. */
export const conversionLimitMs = 180_000;

/**
 * Has a thread convert an image, and ends it, whatever comes of it. @throws Error where it cannot, or takes longer
 * than {@link conversionLimitMs}
 */
export async function askConverter(
  thread: ConverterThread,
  conversion: Conversion,
  clock: Clock,
): Promise<Uint8Array> {
  let cancel: (() => void) | undefined;
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      cancel = clock.after(conversionLimitMs, () =>
        reject(new Error(`the conversion took longer than ${conversionLimitMs / 1000} s`)),
      );
      thread.onEnd(reject);
      thread.listen((message) => {
        const answer = message as Answer;
        if ("bytes" in answer) resolve(answer.bytes);
        else reject(new Error(answer.error));
      });
      thread.post(conversion);
    });
  } finally {
    cancel?.();
    thread.end();
  }
}
