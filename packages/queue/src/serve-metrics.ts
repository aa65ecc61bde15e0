import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Tally } from "./tally.ts";

export type MetricsServer = { readonly url: string; close(): Promise<void> };

export type MetricsOptions = {
  readonly tally: Tally;
  /** Whether the worker is connected, and takes jobs. */
  readonly isHealthy: () => boolean;
  /** 0: any that is free. */
  readonly port: number;
  /** @default "127.0.0.1" */
  readonly host?: string | undefined;
};

/** Serves `/health` and, in the text form of Prometheus, `/metrics`. @throws Error where the port is taken */
export async function serveMetrics({
  tally,
  isHealthy,
  port,
  host = "127.0.0.1",
}: MetricsOptions): Promise<MetricsServer> {
  const server = createServer(({ method, url }, response) => {
    const answer = (status: number, type: string, body: string) =>
      response.writeHead(status, { "content-type": type }).end(method === "HEAD" ? undefined : body);
    if (method !== "GET" && method !== "HEAD") answer(405, "text/plain", "");
    else if (url === "/health") {
      const isWell = isHealthy();
      answer(
        isWell ? 200 : 503,
        "application/json",
        `${JSON.stringify({ status: isWell ? "ok" : "down" })}\n`,
      );
    } else if (url === "/metrics")
      answer(200, "text/plain; version=0.0.4; charset=utf-8", metricsText(tally));
    else answer(404, "text/plain", "");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const statuses = ["generated", "recovered", "failed", "ambiguous", "pending", "skipped"] as const;

/** What a worker has done since it was started, as Prometheus reads it. */
export function metricsText({ jobs, spentMicros, inFlight, rateLimited, rateWaits }: Tally): string {
  const lines = [
    "# HELP seedkit_jobs_total Calls that ended, by how.",
    "# TYPE seedkit_jobs_total counter",
    ...statuses.map((status) => `seedkit_jobs_total{status="${status}"} ${jobs.get(status) ?? 0}`),
    "# HELP seedkit_spend_dollars What the calls cost, those that perhaps cost included.",
    "# TYPE seedkit_spend_dollars counter",
    `seedkit_spend_dollars ${spentMicros / 1_000_000}`,
    "# HELP seedkit_jobs_in_flight Calls that this worker is making.",
    "# TYPE seedkit_jobs_in_flight gauge",
    `seedkit_jobs_in_flight ${inFlight}`,
    "# HELP seedkit_rate_waits_total How often a call has waited for the shared rate.",
    "# TYPE seedkit_rate_waits_total counter",
    `seedkit_rate_waits_total ${rateWaits}`,
    "# HELP seedkit_rate_limited_total Answers that said too many requests.",
    "# TYPE seedkit_rate_limited_total counter",
    `seedkit_rate_limited_total ${rateLimited}`,
  ];
  return `${lines.join("\n")}\n`;
}
