import type { Client } from "../clients/client.ts";
import { faultClients } from "../clients/index.ts";
import { once } from "../processes.ts";
import { type Scenario, scenarios } from "../scenarios.ts";
import type { Bench, Suite } from "../section.ts";
import { type FaultBooks, judge } from "../verdict.ts";
import { type FaultResult, faultSection } from "./fault-section.ts";

// Clients wait far more than they work here, but aborts are timed: not all at once.
const together = 3;

/** Who survives what, and who pays twice. */
export const faults: Suite = {
  id: "faults",
  async run({ server }) {
    const waiting = [...faultClients];
    const results = new Map<Client, readonly FaultResult[]>();
    const lane = async () => {
      for (let client = waiting.shift(); client; client = waiting.shift()) {
        results.set(client, await drive(client, server));
      }
    };
    await Promise.all(Array.from({ length: together }, lane));
    return faultSection(faultClients.map((client) => ({ client, results: results.get(client) ?? [] })));
  },
};

async function drive(client: Client, server: Bench["server"]): Promise<readonly FaultResult[]> {
  const runOf = (id: string) => `fault-${client.id}-${id}`;
  const bases = Object.fromEntries(
    ["warm", ...scenarios.map(({ id }) => id)].map((id) => [
      id,
      `${server.origin}/run/${runOf(id)}/${id}/${client.wire}`,
    ]),
  );
  const { observations } = await once(client.id, "faults", { bases, image: server.image });
  return Promise.all(
    observations.map(async (seen) => {
      const scenario: Scenario | undefined = scenarios.find(({ id }) => id === seen.scenario);
      if (!scenario) throw new Error(`No scenario ${seen.scenario}`);
      const answer = await fetch(`${server.origin}/books/${runOf(scenario.id)}`);
      const books = (await answer.json()) as FaultBooks;
      return { scenario, seen, books, verdict: judge(scenario, seen, books) };
    }),
  );
}
