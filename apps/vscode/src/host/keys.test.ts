import { createClient } from "@seedkit/core";
import { createEmulator } from "@seedkit/emulator";
import { expect, test } from "vitest";
import type * as vscode from "vscode";
import type { Environment } from "../env/environment.ts";
import { createKeys } from "./keys.ts";

/** The editor's secret storage, which all of its windows share. */
function secretStorage() {
  const secrets = new Map<string, string>();
  const listeners = new Set<(event: vscode.SecretStorageChangeEvent) => unknown>();
  const change = async (key: string, work: () => void) => {
    work();
    for (const listener of listeners) listener({ key });
  };
  const storage: vscode.SecretStorage = {
    keys: async () => [...secrets.keys()],
    get: async (key) => secrets.get(key),
    store: (key, value) => change(key, () => secrets.set(key, value)),
    delete: (key) => change(key, () => secrets.delete(key)),
    onDidChange: (listener) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
  return { storage, secrets };
}

const window = (secrets: vscode.SecretStorage, apiKey?: string) =>
  createKeys({ secrets } as vscode.ExtensionContext, { apiKey: () => apiKey } as Environment);

test("a key that is stored in one window is used and told in the others at once", async () => {
  const { storage } = secretStorage();
  const [one, other] = [window(storage), window(storage)];
  const service = await createEmulator({ apiKey: "key-of-today" });
  const client = createClient({ apiKey: () => other.get(), baseUrl: service.url, fetch: service.fetch });
  await one.store("key-of-yesterday");
  await expect(client.credits()).rejects.toMatchObject({ code: "unauthenticated" });
  const told: unknown[] = [];
  other.onDidChange(async () => told.push(await other.source()));
  await one.store("key-of-today");
  // The client was made before: it asks for the key with every call.
  expect(await client.credits()).toMatchObject({ credits: expect.any(Number) });
  await one.clear();
  await expect(client.credits()).rejects.toMatchObject({ code: "unauthenticated" });
  expect(told).toEqual(["stored", undefined]);
});

test("the environment's key is used where none is stored, and again after the stored one is forgotten", async () => {
  const { storage } = secretStorage();
  const keys = window(storage, "key-of-the-environment");
  expect([await keys.get(), await keys.source()]).toEqual(["key-of-the-environment", "environment"]);
  await window(storage).store("stored-key");
  expect([await keys.get(), await keys.source()]).toEqual(["stored-key", "stored"]);
  await keys.clear();
  expect([await keys.get(), await keys.source()]).toEqual(["key-of-the-environment", "environment"]);
});
