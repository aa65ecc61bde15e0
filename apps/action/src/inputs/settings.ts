import type { LooseInput } from "@seedkit/core";

export const reuseModes = ["auto", "output", "cache", "off"] as const;
export const errorModes = ["fail", "warn", "continue"] as const;
export const missingKeyModes = ["fail", "skip", "plan"] as const;

/** What to make. */
export type What =
  | {
      readonly kind: "prompts";
      readonly prompts: readonly string[];
      readonly model: string;
      /** The model's fields, but for the prompt and the references. */
      readonly fields: LooseInput;
      /** Web addresses, and files of the workspace. */
      readonly references: readonly string[];
      readonly outputDir: string;
      readonly output?: string;
    }
  | { readonly kind: "manifest"; readonly path: string };

/** The inputs of a step, checked. */
export type Settings = {
  readonly what: What;
  /** Micro-dollars. Undefined only in a dry run. */
  readonly maxCost?: number;
  readonly dryRun: boolean;
  readonly reuse: (typeof reuseModes)[number];
  readonly reuseFrom?: string;
  readonly retryAmbiguous: boolean;
  readonly apiKey?: string;
  readonly baseUrl?: string;
  readonly concurrency: number;
  /** ms */
  readonly requestTimeout: number;
  /** ms */
  readonly totalTimeout: number;
  readonly shard?: { readonly index: number; readonly count: number };
  readonly onError: (typeof errorModes)[number];
  readonly onMissingKey: (typeof missingKeyModes)[number];
  readonly allowPullRequestTarget: boolean;
  readonly uploadArtifact: boolean;
  readonly artifactName: string;
  readonly retentionDays?: number;
  readonly summary: boolean;
  readonly contactSheet: boolean;
  readonly imagesPerShard: number;
  readonly maxShards: number;
};
