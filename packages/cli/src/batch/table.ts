import type { Entry } from "../commands/table.ts";

/** The commands of `seedkit batch`; the code of each is loaded when it is asked for. */
export const batchTable: readonly Entry[] = [
  {
    name: "init",
    summary: "write a commented seedkit.yaml to start from",
    load: async () => (await import("./init.ts")).init,
  },
  {
    name: "plan",
    summary: "show what a run would make, and its price; sends nothing",
    load: async () => (await import("./plan.ts")).plan,
  },
  {
    name: "run",
    summary: "make what is new or changed, within a budget",
    load: async () => (await import("./run.ts")).run,
  },
  {
    name: "check",
    summary: "tell whether every file matches manifest and lock; sends nothing",
    load: async () => (await import("./check.ts")).check,
  },
  {
    name: "status",
    summary: "show what earlier runs made, spent and left open",
    load: async () => (await import("./status.ts")).status,
  },
  {
    name: "merge",
    summary: "join the states of shards that ran elsewhere",
    load: async () => (await import("./merge.ts")).merge,
  },
  {
    name: "prune",
    summary: "remove files that the manifest does not name any more",
    load: async () => (await import("./prune.ts")).prune,
  },
  {
    name: "schema",
    summary: "print a JSON Schema, for editors and programs",
    load: async () => (await import("./schema.ts")).schema,
  },
];
