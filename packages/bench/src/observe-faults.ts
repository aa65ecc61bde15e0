import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "./clients/client.ts";
import { cap, faultTimeouts, type Scenario, scenarios } from "./scenarios.ts";
import type { FaultObservation } from "./verdict.ts";

/** Makes one call in every scenario, all at once, and tells how each ended. */
export async function observeFaults(
  client: Client,
  bases: Record<string, string>,
  image: Uint8Array,
): Promise<FaultObservation[]> {
  // One call without a fault first, so that loading the client is in nobody's time.
  const warm = await client.connect(bases.warm ?? "", faultTimeouts);
  await warm.bytes(await warm.call());
  const seen = await Promise.all(
    scenarios.map((scenario) => observe(client, scenario, bases[scenario.id] ?? "", image)),
  );
  // Posts that come after the end count as well.
  await pause(1_000);
  return seen;
}

async function observe(
  client: Client,
  scenario: Scenario,
  base: string,
  image: Uint8Array,
): Promise<FaultObservation> {
  const connection = await client.connect(base, faultTimeouts);
  const controller = scenario.abortAfterMs === undefined ? undefined : new AbortController();
  if (controller) setTimeout(() => controller.abort(), scenario.abortAfterMs);
  const start = performance.now();
  const ended = (end: Pick<FaultObservation, "outcome" | "error">): FaultObservation => ({
    scenario: scenario.id,
    ms: Math.round(performance.now() - start),
    ...end,
  });
  const call = async () => {
    let result: unknown;
    try {
      result = await connection.call(controller?.signal);
    } catch (error) {
      return ended({ outcome: "error", error: describe(error) });
    }
    // It resolved: from here on anything but the image is a wrong result, a crash in reading it too.
    const same = await Promise.resolve()
      .then(() => connection.bytes(result))
      .then((bytes) => Buffer.compare(bytes, image) === 0)
      .catch(() => false);
    return ended({ outcome: same ? "image" : "other" });
  };
  const limit = new AbortController();
  const late = pause(cap, undefined, { signal: limit.signal }).then(
    () => ended({ outcome: "pending" }),
    () => undefined,
  );
  const end = (await Promise.race([call(), late])) ?? ended({ outcome: "pending" });
  limit.abort();
  return end;
}

type Described = NonNullable<FaultObservation["error"]>;

function describe(thrown: unknown): Described {
  const error = (typeof thrown === "object" && thrown !== null ? thrown : { message: String(thrown) }) as {
    name?: string;
    message?: string;
    charged?: unknown;
    retryAfterMs?: unknown;
    headers?: unknown;
    response?: { headers?: unknown };
    lastError?: { responseHeaders?: unknown };
    responseHeaders?: unknown;
  };
  const message = String(error.message ?? "");
  const carried = [
    error.headers,
    error.response?.headers,
    error.responseHeaders,
    error.lastError?.responseHeaders,
  ];
  const said = /charged|billed|paid/i.test(message) ? "said" : undefined;
  const bill = typeof error.charged === "string" ? error.charged : said;
  return {
    name: String(error.name ?? "Error"),
    message: message.slice(0, 200),
    ...(bill !== undefined && { bill }),
    tellsWhen: typeof error.retryAfterMs === "number" || carried.some(hasRetryAfter),
  };
}

function hasRetryAfter(headers: unknown): boolean {
  if (headers instanceof Headers) return headers.has("retry-after");
  return typeof headers === "object" && headers !== null && "retry-after" in headers;
}
