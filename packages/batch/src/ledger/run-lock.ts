import { createHash, randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { SeedkitError } from "@seedkit/core";
import { stateFolderOf } from "../state-folder.ts";
import { cannotWrite, stateError } from "./ledger-error.ts";
import { isRunning, ownIdentity, type ProcessIdentity } from "./process-identity.ts";

/** Held while a run works in a project folder. */
export type RunLock = { release(): Promise<void> };

type Holder = { readonly token: string; readonly process: ProcessIdentity | undefined };

/**
 * Takes the lock of a project folder, so that no two runs pay for the same image. A dead process's lock is taken
 * over at once.
 *
 * The lock file is linked into place, so it is never seen half written. Who finds its holder dead links a claim
 * named after that holder's token: only one can. The last of the chain `run.lock → claim → claim of the claim`
 * holds the lock, then moves its own file over `run.lock` and clears the claims.
 * @throws SeedkitError `invalid_input` that names the process which holds it
 */
export async function takeRunLock(folder: string): Promise<RunLock> {
  const state = stateFolderOf(folder);
  const path = join(state, "run.lock");
  const token = randomBytes(12).toString("hex");
  const own = join(state, `run.lock.${process.pid}-${token}`);
  try {
    await mkdir(state, { recursive: true });
    await writeNew(own, JSON.stringify({ version: 1, token, ...ownIdentity() }));
  } catch (error) {
    throw cannotWrite(path, error);
  }
  try {
    await take(path, own, token);
  } catch (error) {
    await remove(own);
    throw error;
  }
  return {
    async release() {
      await remove(own);
      if ((await readHolder(path))?.token === token) await remove(path);
    },
  };
}

/** The process that holds a folder's lock, where it still runs. */
export async function runningProcess(folder: string): Promise<ProcessIdentity | undefined> {
  const chain = await chainFrom(join(stateFolderOf(folder), "run.lock"));
  const holder = chain.at(-1)?.process;
  return holder && isRunning(holder) ? holder : undefined;
}

async function take(path: string, own: string, token: string): Promise<void> {
  for (;;) {
    const chain = await chainFrom(path);
    const holder = chain.at(-1);
    if (!holder) {
      if (await linkNew(own, path)) return;
      continue;
    }
    if (holder.process && isRunning(holder.process)) throw busy(path, holder.process);
    const claim = claimOf(path, holder.token);
    if (!(await linkNew(own, claim))) continue;
    // The chain may have been cleared after it was read: then the claim stands for nothing.
    const claimed = await chainFrom(path);
    if (claimed.at(-1)?.token !== token) {
      await remove(claim);
      continue;
    }
    await rename(own, path);
    for (const { token: dead } of chain) await remove(claimOf(path, dead));
    return;
  }
}

const claimOf = (path: string, token: string) => `${path}.after-${token}`;

/** The holder `run.lock` names, who claimed it after him, and so on. */
async function chainFrom(path: string): Promise<readonly Holder[]> {
  const chain: Holder[] = [];
  for (let at = path; ; ) {
    const holder = await readHolder(at);
    if (!holder || chain.some(({ token }) => token === holder.token)) return chain;
    chain.push(holder);
    at = claimOf(path, holder.token);
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw cannotWrite(path, error);
  });
  if (text === undefined) return undefined;
  try {
    const { token, pid, started, host } = JSON.parse(text) as { token: unknown } & ProcessIdentity;
    if (typeof token === "string" && /^[0-9a-f]+$/.test(token) && Number.isSafeInteger(pid) && pid > 0) {
      return { token, process: { pid, host, ...(started === undefined ? {} : { started }) } };
    }
  } catch {
    // A power cut can empty it: nobody holds it any more.
  }
  return { token: createHash("sha256").update(text).digest("hex"), process: undefined };
}

/** False where the name is taken. */
async function linkNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (
      code !== "EPERM" &&
      code !== "ENOTSUP" &&
      code !== "EOPNOTSUPP" &&
      code !== "ENOSYS" &&
      code !== "EISDIR"
    ) {
      throw cannotWrite(to, error);
    }
  }
  // Some file systems have no links.
  return writeNew(to, await readFile(from, "utf8")).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") return false;
      throw cannotWrite(to, error);
    },
  );
}

async function writeNew(path: string, text: string): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

const remove = (path: string) => unlink(path).catch(() => {});

function busy(path: string, { pid, host }: ProcessIdentity): SeedkitError {
  const here = host === ownIdentity().host;
  const hint = here
    ? `Nothing was sent. Wait for it, or stop it (kill ${pid}).`
    : `Nothing was sent. Where that machine runs it no more, delete ${path}.`;
  const where = here ? "" : ` on ${host}`;
  return stateError(`Another run is working here: process ${pid}${where}`, hint);
}
