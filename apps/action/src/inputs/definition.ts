/** One input as action.yml and the README show it, and as the step reads it. */
export type InputDefinition = {
  readonly name: string;
  /** For readers of action.yml, in sentences. */
  readonly description: string;
  /** What the runner fills in. Without one, an input that is not given is empty. */
  readonly default?: string;
  readonly options?: readonly string[];
};

export type InputGroup = { readonly title: string; readonly inputs: readonly InputDefinition[] };
