/** A folder of the extension's own, flat. */
export type SweptFolder = {
  /** Empty where there is no such folder. */
  names(): Promise<readonly string[]>;
  /** Milliseconds since 1970; undefined where it is gone. */
  modifiedAt(name: string): Promise<number | undefined>;
  remove(name: string): Promise<void>;
};

export type SweepOptions = {
  /** Names that something still needs. */
  readonly needed?: ReadonlySet<string>;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Younger files stay: somebody may need them whom nobody here can ask. */
  readonly keepMs: number;
};

// A look at the disk each: the rest has time until the next sweep.
const mostLooked = 1000;

/** Removes what is old and needed by nothing. Gives back how many went. */
export async function sweep(
  folder: SweptFolder,
  { needed = new Set(), now, keepMs }: SweepOptions,
): Promise<number> {
  let removed = 0;
  const names = (await folder.names()).filter((name) => !needed.has(name));
  for (const name of names.slice(0, mostLooked)) {
    const modifiedAt = await folder.modifiedAt(name);
    if (modifiedAt === undefined || now - modifiedAt < keepMs) continue;
    await folder.remove(name);
    removed += 1;
  }
  return removed;
}

/** The names of those of the addresses that lie in a folder. */
export function namesOf(addresses: Iterable<string>, folder: string): ReadonlySet<string> {
  const home = `${folder.replace(/\/$/, "")}/`;
  const names = new Set<string>();
  for (const address of addresses)
    if (address.startsWith(home)) names.add(decodeURIComponent(address.slice(home.length)));
  return names;
}
