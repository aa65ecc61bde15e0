// Groups with a living member: their id cannot go to somebody else meanwhile.
const living = new Set<number>();

// Children lead groups of their own, so they would outlive a host that just ends.
process.on("exit", () => {
  for (const group of living) killGroup(group);
});

/** Remembers the group of a child that was started `detached`. */
export function rememberGroup(group: number): void {
  living.add(group);
}

/** After the child ended: forgets its group unless something it started still runs. */
export function forgetEmptyGroup(group: number): void {
  if (!isAlive(group)) living.delete(group);
}

/** Kills whatever is left of these groups, as the runner does with orphans when a job ends. */
export function killGroups(groups: Iterable<number>): void {
  for (const group of groups) {
    if (living.delete(group)) killGroup(group);
  }
}

/** Kills a group at once; fine where it is gone. */
export function killGroup(group: number): void {
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // Gone already.
  }
}

function isAlive(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}
