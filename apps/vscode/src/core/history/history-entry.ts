import type { LooseInput, Money } from "@seedkit/core";
import type { JobRequest, SavedImage } from "../jobs/job.ts";

/** An image that was made, as it is remembered: what it was made from, what it cost, and when. */
export type HistoryEntry = SavedImage & {
  readonly version: 1;
  /** The job's id and the image's number in it: nothing is remembered twice, and names sort by time. */
  readonly id: string;
  /** What it was asked for with. Bytes are not in it. */
  readonly request: JobRequest;
  /** The image's share of what its call cost. */
  readonly cost: Money;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  /** From the call to the last byte, in ms. */
  readonly tookMs: number;
  readonly requestId?: string;
  /** A small JPEG as a data URI: made once, behind the entry. */
  readonly thumbnail?: string;
};

/** What a call gave, as far as it is remembered. */
export type Made = {
  readonly jobId: string;
  readonly request: JobRequest;
  readonly images: readonly SavedImage[];
  /** Of the whole call. */
  readonly cost: Money;
  readonly madeAt: number;
  readonly tookMs: number;
  readonly requestId?: string | undefined;
};

/** The entries of a call's images, each with its share of the price. `money` formats micro-dollars. */
export function entriesOf(made: Made, money: (micros: number) => Money): readonly HistoryEntry[] {
  const { jobId, request, images, cost, madeAt, tookMs, requestId } = made;
  const share = money(Math.round(cost.micros / Math.max(1, images.length)));
  const asked = { ...request, input: withoutBytes(request.input) };
  return images.map((image, index) => ({
    ...image,
    version: 1,
    id: `${jobId}-${index}`,
    request: asked,
    cost: share,
    madeAt,
    tookMs,
    ...(requestId !== undefined && { requestId }),
  }));
}

/** The input without data URIs: a history is not where pictures are kept. */
function withoutBytes(input: LooseInput): LooseInput {
  const isAddress = (value: unknown) => typeof value !== "string" || !value.startsWith("data:");
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => {
      if (value instanceof Uint8Array || !isAddress(value)) return [];
      return [[name, Array.isArray(value) ? value.filter(isAddress) : value]];
    }),
  );
}
