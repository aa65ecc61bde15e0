import type { Client } from "../clients/client.ts";
import { peers } from "../clients/index.ts";
import { faultTimeouts, type Scenario, scenarios } from "../scenarios.ts";
import type { Measure, Section, Table } from "../section.ts";
import { type FaultBooks, type FaultObservation, type Verdict, verdicts } from "../verdict.ts";

export type FaultResult = {
  readonly scenario: Scenario;
  readonly seen: FaultObservation;
  readonly books: FaultBooks;
  readonly verdict: Verdict;
};
type Column = { readonly client: Client; readonly results: readonly FaultResult[] };
type Count = (results: readonly FaultResult[]) => number;

const survived: Count = (results) => results.filter(({ verdict }) => verdict === "ok").length;
const paidTwice: Count = (results) => results.filter(({ books }) => books.charges > 1).length;
const paidForNothing = (results: readonly FaultResult[]) =>
  results.filter(({ seen, books }) => seen.outcome !== "image" && books.charges > 0);
const lost: Count = (results) => paidForNothing(results).length;
const told: Count = (results) =>
  paidForNothing(results).filter(({ seen }) => seen.error?.bill !== undefined).length;

/** How all clients fared, as tables and figures. */
export function faultSection(columns: readonly Column[]): Section {
  return {
    title: "Faults",
    method: method(columns.map(({ client }) => client)),
    tables: [byScenario(columns), byClient(columns)],
    measures: [
      measure("faults survived", "higher", survived, columns),
      measure("faults paid for twice", "lower", paidTwice, columns),
      measure("faults that cost money and gave no image", "lower", lost, columns),
      measure(
        "of these, not told that money may be gone",
        "lower",
        (rows) => lost(rows) - told(rows),
        columns,
      ),
    ],
  };
}

function measure(id: string, better: Measure["better"], count: Count, columns: readonly Column[]): Measure {
  const compared = columns.filter(({ client }) => peers.includes(client));
  return {
    id,
    better,
    values: new Map(compared.map(({ client, results }) => [client.id, count(results)])),
    show: String,
  };
}

function byScenario(columns: readonly Column[]): Table {
  return {
    columns: ["scenario", ...columns.map(({ client }) => client.title)],
    rows: scenarios.map(({ id, title }) => [
      title,
      ...columns.map(({ results }) => cell(results.find(({ scenario }) => scenario.id === id))),
    ]),
  };
}

function byClient(columns: readonly Column[]): Table {
  return {
    columns: [
      "client",
      `survived, of ${scenarios.length}`,
      "paid twice",
      "paid, no image",
      "and told so",
      "429/90: told when",
    ],
    rows: columns.map(({ client, results }) => {
      const limited = results.find(({ scenario }) => scenario.id === "rate-90");
      const counts = [survived, paidTwice, lost, told].map((count) => String(count(results)));
      return [client.title, ...counts, limited?.seen.error?.tellsWhen ? "yes" : "no"];
    }),
  };
}

function cell(result: FaultResult | undefined): string {
  if (!result) return "";
  const { verdict, books, seen } = result;
  const bill = seen.error?.bill ? `, charged ${seen.error.bill}` : "";
  const name = verdict === "ok" ? "ok" : `**${verdict}**`;
  return `${name}: ${seen.outcome}${bill}, ${books.posts}/${books.charges}, ${(seen.ms / 1000).toFixed(1)} s`;
}

function method(clients: readonly Client[]): string {
  return [
    "One call in each scenario. A cell holds the verdict, how the call ended and what its error says of the bill, posts the server saw / generations it billed, and seconds to the end. The fault is in the answer to the paid post, and only in the first one unless the title says otherwise.",
    "",
    `All run with their defaults, and where they have such an option ${faultTimeouts.attempt / 1000} s an attempt and ${faultTimeouts.total / 1000} s in all:`,
    ...clients.map(({ title, settings }) => `- ${title}: ${settings}.`),
    "",
    "Each sends its key in the header of its own service: `authorization`, which `fetch` itself drops on the way to another origin, or `x-api-key` (seedkit, ky), which it does not.",
    "",
    "The verdict is the first of these that applies, the same for all:",
    ...Object.entries(verdicts).map(([name, rule]) => `- **${name}**: ${rule}.`),
    "",
    "A reset looks the same to a client whether it came before or after the charge, so in both an error is as good as the image; paying twice is not. An error speaks of the bill if it has a `charged` field, or if its text holds charged, billed or paid.",
  ].join("\n");
}
