/** What has been chosen for one field. A field that is not there is as the model has it. */
export type Choices = Readonly<Record<string, string | number>>;

/** What somebody is about to generate: kept while it is not sent, so that Esc loses nothing. */
export type Draft = {
  readonly prompt: string;
  /** A model's id. */
  readonly model: string;
  readonly choices: Choices;
  /** Files that are references, as URIs, in order. */
  readonly references: readonly string[];
  /** How many calls are made of it. */
  readonly count: number;
};

/** What of a draft is offered again after it was sent: the choices, not the picture. */
export type Remembered = Pick<Draft, "model" | "choices">;
