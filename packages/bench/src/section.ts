import type { ClientId } from "./clients/client.ts";

/** One figure of every client that has it: `report.ts` looks who leads. */
export type Measure = {
  /** `bundle: gzip` or the like; reasons for not leading are kept under it. */
  readonly id: string;
  readonly better: "lower" | "higher";
  readonly values: ReadonlyMap<ClientId | string, number>;
  readonly show: (value: number) => string;
};

/** What a suite gives: a table, how it was made, and the figures that can be led. */
export type Section = {
  readonly title: string;
  /** How it was measured, in Markdown. */
  readonly method: string;
  readonly tables: readonly Table[];
  readonly measures: readonly Measure[];
};

export type Table = { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** What every suite is given. */
export type Bench = {
  readonly server: { readonly origin: string; readonly image: string };
  /** Fewer rounds: for trying it out, not for figures that are kept. */
  readonly quick: boolean;
};

export type Suite = { readonly id: string; run(bench: Bench): Promise<Section> };
