import { type Clock, wait } from "@seedkit/core";
import { ConnectionCut } from "../transport/network-errors.ts";
import type { Fault } from "./rule.ts";

export type BodyFault = Extract<
  Fault,
  { kind: "stall-body" | "truncate-body" | "slow-body" | "wrong-type" | "oversize" }
>;

const bodyFaults: readonly string[] = ["stall-body", "truncate-body", "slow-body", "wrong-type", "oversize"];
export const isBodyFault = (fault: Fault): fault is BodyFault => bodyFaults.includes(fault.kind);

// One byte over the largest answer a client reads unless told otherwise.
const defaultOversize = 128 * 1024 * 1024 + 1;
const chunkBytes = 64 * 1024;

/** The true answer, with its body stalled, cut, dripping, mislabelled or far too long. */
export async function spoilBody(
  fault: BodyFault,
  response: Response,
  clock: Clock,
  end: AbortSignal,
): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  const reply = (parts: AsyncIterable<Uint8Array>) =>
    new Response(streamOf(parts), { status: response.status, headers });
  switch (fault.kind) {
    case "stall-body":
      return reply(stall(bytes.subarray(0, fault.afterBytes ?? bytes.length >> 1), end));
    case "truncate-body":
      return reply(truncate(bytes.subarray(0, fault.afterBytes ?? bytes.length >> 1)));
    case "slow-body":
      return reply(drip(bytes, fault.chunks ?? 10, fault.everyMs ?? 1000, clock, end));
    case "wrong-type":
      headers.set("content-type", fault.contentType ?? "text/html; charset=utf-8");
      return new Response(bytes, { status: response.status, headers });
    case "oversize": {
      const total = Math.max(fault.bytes ?? defaultOversize, bytes.length);
      if (fault.contentLength ?? true) headers.set("content-length", String(total));
      else headers.delete("content-length");
      return reply(pad(bytes, total));
    }
  }
}

function streamOf(parts: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = parts[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value as Uint8Array<ArrayBuffer>);
      },
      cancel() {
        iterator.return?.()?.catch(() => {});
      },
    },
    { highWaterMark: 0 },
  );
}

async function* stall(bytes: Uint8Array, end: AbortSignal) {
  yield bytes;
  await new Promise<never>((_, reject) => {
    const cut = () => reject(new ConnectionCut());
    if (end.aborted) cut();
    else end.addEventListener("abort", cut, { once: true });
  });
}

async function* truncate(bytes: Uint8Array) {
  yield bytes;
  throw new ConnectionCut();
}

async function* drip(bytes: Uint8Array, chunks: number, everyMs: number, clock: Clock, end: AbortSignal) {
  const step = Math.max(1, Math.ceil(bytes.length / chunks));
  for (let at = 0; at < bytes.length; at += step) {
    if (at > 0) await wait(clock, everyMs, end);
    yield bytes.subarray(at, at + step);
  }
}

async function* pad(bytes: Uint8Array, total: number) {
  yield bytes;
  const filler = new Uint8Array(chunkBytes);
  for (let left = total - bytes.length; left > 0; left -= chunkBytes) {
    yield left < chunkBytes ? filler.subarray(0, left) : filler;
  }
}
