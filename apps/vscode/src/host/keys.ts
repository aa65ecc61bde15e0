import type * as vscode from "vscode";
import type { Environment } from "../env/environment.ts";

const secretName = "seedkit.apiKey";

/** The API key: in the editor's secret storage, or else in the process's environment. Nowhere else. */
export type Keys = {
  get(): Promise<string | undefined>;
  /** Where the key comes from. The stored one goes first. */
  source(): Promise<"stored" | "environment" | undefined>;
  store(key: string): Promise<void>;
  /** Forgets the stored key; the environment's stays. */
  clear(): Promise<void>;
  /** Tells of a key that was stored or forgotten, also in another window. */
  readonly onDidChange: vscode.Event<unknown>;
};

export function createKeys(context: vscode.ExtensionContext, environment: Environment): Keys {
  return {
    get: async () => (await context.secrets.get(secretName)) || environment.apiKey(),
    source: async () => {
      if (await context.secrets.get(secretName)) return "stored";
      return environment.apiKey() ? "environment" : undefined;
    },
    store: async (key) => context.secrets.store(secretName, key),
    clear: async () => context.secrets.delete(secretName),
    onDidChange: context.secrets.onDidChange,
  };
}
