import { randomUUID } from "node:crypto";
import { type Client, createClient, type Limiter, type SpooledCallOptions, type Ticket } from "@seedkit/core";
import type { SpooledImage } from "@seedkit/core/node";
import { smallJpeg } from "../batch/small-jpeg.ts";

/**
 * A client whose calls all succeed at once, each with the same JPEG of a few bytes: a worker takes every step but the
 * call itself.
 */
export function clientWithoutCalls(limiter: Limiter): Client {
  const client = createClient({ apiKey: "bench", limiter });
  const { plan, cost } = client.prepare("seedream-4", { prompt: "A botanical print", size: "1K" });
  const image = smallJpeg();
  const submit = async (model: string, input: Ticket["input"]): Promise<Ticket> => {
    await limiter.pass();
    return {
      version: 1,
      requestId: randomUUID(),
      model,
      input,
      plan,
      estimated: cost,
      baseUrl: "https://api.segmind.com",
      submittedAt: Date.now(),
    };
  };
  const recover = async (
    { model, input, requestId }: Ticket,
    { spool }: SpooledCallOptions<SpooledImage>,
  ) => ({
    images: [await spool([image])],
    failures: [],
    model,
    input,
    plan,
    requestId,
    attempts: 0,
    cost: { estimated: cost },
    timings: { startedAt: Date.now(), totalMs: 0 },
    warnings: [],
  });
  return { ...client, submit, recover } as unknown as Client;
}
