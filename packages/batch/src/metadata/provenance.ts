/** Where an image comes from, as it stands in the file itself. */
export type Provenance = {
  /** True where the file says that a model made it (IPTC digital source type). */
  readonly madeByAi: boolean;
  readonly prompt?: string;
  /** The prompt was too long for the file: this is its beginning. */
  readonly promptShortened?: true;
  /** The model's id. */
  readonly model?: string;
  /** The key of the manifest's entry: see `entryKey`. */
  readonly key?: string;
  /** The program that wrote it: `Seedkit`. */
  readonly tool?: string;
};

/** What is told of an image when it is written. */
export type ProvenanceInput = Pick<Provenance, "prompt" | "model" | "key">;
