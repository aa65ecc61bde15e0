import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SeedkitError } from "@seedkit/core/errors";
import { CommandError } from "../command-error.ts";
import type { Host } from "../host.ts";

export const keyVariable = "SEGMIND_API_KEY";

/** The key and where it came from: the environment wins over the stored one. */
export type Key = { readonly value: string; readonly from: "environment" | "login" };

/** Finds the key, or undefined where there is none. */
export async function findKey(host: Host): Promise<Key | undefined> {
  const value = host.env[keyVariable]?.trim();
  if (value) return { value, from: "environment" };
  const text = await readFile(await keyFile(host), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const stored = storedKey(text);
  if (stored !== undefined) return { value: stored, from: "login" };
  throw new CommandError("bad_login", "The stored login cannot be read", {
    exitCode: 3,
    hint: `Run \`seedkit login\` again, or set ${keyVariable}.`,
  });
}

/**
 * Finds the key. `command`: the one that goes without a key by its `--emulator`.
 * @throws SeedkitError `unauthenticated` that names both ways to give one.
 */
export async function requireKey(host: Host, command = "generate"): Promise<Key> {
  const key = await findKey(host);
  if (key) return key;
  throw new SeedkitError("unauthenticated", "There is no API key", {
    charged: "no",
    hint: `Set ${keyVariable}, or run \`seedkit login\`. Without a key, \`seedkit ${command} --emulator\` draws test images.`,
  });
}

/** Stores the key in the user's config folder, readable by nobody else. Returns the file. */
export async function storeKey(host: Host, key: string): Promise<string> {
  const file = await keyFile(host);
  const { config } = await host.folders();
  await mkdir(config, { recursive: true, mode: 0o700 });
  const fresh = `${file}.${process.pid}.new`;
  await writeFile(fresh, `${JSON.stringify({ version: 1, apiKey: key })}\n`, { mode: 0o600 });
  // The mode of writeFile is lessened by the umask, never widened, but an old file keeps its own.
  await chmod(fresh, 0o600);
  await rename(fresh, file);
  return file;
}

/** Forgets the stored key. Returns the file, or undefined where none was stored. */
export async function forgetKey(host: Host): Promise<string | undefined> {
  const file = await keyFile(host);
  const there = await readFile(file).catch(() => undefined);
  await rm(file, { force: true });
  return there === undefined ? undefined : file;
}

async function keyFile(host: Host): Promise<string> {
  return join((await host.folders()).config, "credentials.json");
}

function storedKey(text: string): string | undefined {
  try {
    const stored = JSON.parse(text) as { apiKey?: unknown } | null;
    return typeof stored?.apiKey === "string" && stored.apiKey !== "" ? stored.apiKey : undefined;
  } catch {
    return undefined;
  }
}
