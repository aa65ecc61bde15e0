/** One change that can be taken back and made again. */
export type Change = { redo(): void; undo(): void };

export type History = {
  /** Makes the change and writes it down in the open step. */
  apply(change: Change): void;
  /** Closes the open step, if anything is in it. */
  commit(): void;
  /** Takes the last step back, closing an open one first. False: there is none. */
  undo(): boolean;
  redo(): boolean;
  /** Changes made inside are no part of the history: the document as a test finds it. */
  quietly<T>(work: () => T): T;
  /** How many changes each closed step holds, oldest first. */
  readonly steps: readonly number[];
  /** How many changes are in the open step. */
  readonly open: number;
};

export function createHistory(): History {
  let open: Change[] = [];
  const done: Change[][] = [];
  let undone: Change[][] = [];
  let quiet = 0;
  const commit = () => {
    if (open.length > 0) done.push(open);
    open = [];
  };
  return {
    apply(change) {
      change.redo();
      if (quiet > 0) return;
      open.push(change);
      undone = [];
    },
    commit,
    undo() {
      commit();
      const step = done.pop();
      if (!step) return false;
      for (const change of step.toReversed()) change.undo();
      undone.push(step);
      return true;
    },
    redo() {
      const step = undone.pop();
      if (!step) return false;
      for (const change of step) change.redo();
      done.push(step);
      return true;
    },
    quietly(work) {
      quiet += 1;
      try {
        return work();
      } finally {
        quiet -= 1;
      }
    },
    get steps() {
      return done.map((step) => step.length);
    },
    get open() {
      return open.length;
    },
  };
}
