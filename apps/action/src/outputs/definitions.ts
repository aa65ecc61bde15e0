export type OutputDefinition = { readonly name: string; readonly description: string };

/** Every output of the action. Numbers are decimal, money is in dollars without a sign. */
export const outputDefinitions = [
  {
    name: "status",
    description:
      "`success`, `partial` (some could not be made), `failed` (none could), `planned` (a dry run), `skipped` (no key), `budget` (max-cost or the balance ended it), or `cancelled`.",
  },
  { name: "planned", description: "Calls that had to be made when the step began." },
  { name: "generated", description: "Calls that were made, those recovered from a run before included." },
  { name: "reused", description: "Calls whose images were there already." },
  { name: "failed", description: "Calls that failed, or of which nobody knows." },
  { name: "count", description: "Image files that are in their place now." },
  { name: "files", description: "Their paths from the workspace, as a JSON list." },
  {
    name: "results-file",
    description: "Path of results.jsonl: one line a call, with prompt, files, cost and error.",
  },
  {
    name: "cost-usd",
    description: "What was spent for certain; in a dry run the most it would cost.",
  },
  { name: "possible-cost-usd", description: "What may have been spent as well: calls that were cut off." },
  { name: "saved-usd", description: "What the reused images had cost." },
  { name: "credits-left", description: "The account's balance as the API last told it." },
  { name: "matrix", description: 'Of a dry run: `{"shard":["1/4", …]}` for `strategy.matrix`, at most 256.' },
  { name: "artifact-id", description: "The artifact with the images." },
  { name: "artifact-url", description: "Its address." },
  { name: "contact-sheet-url", description: "The address of the page that shows the images." },
] as const satisfies readonly OutputDefinition[];

export type OutputName = (typeof outputDefinitions)[number]["name"];
export type Outputs = Partial<Record<OutputName, string>>;

export const planOutputNames: readonly OutputName[] = [
  "status",
  "planned",
  "reused",
  "cost-usd",
  "saved-usd",
  "matrix",
];
