/** What differs between the extension host in Node and the one in a web worker. All else is one code base. */
export type Environment = {
  readonly name: "node" | "web";
  /** The key of the process's environment, where there is one: used while none is stored. */
  apiKey(): string | undefined;
  /** The address of the process's environment, where there is one: used while the setting is empty. */
  baseUrl(): string | undefined;
};

/** Where the environment's key stands. */
export const keyVariable = "SEGMIND_API_KEY";
