import type { Cell } from "./cell.ts";
import { toPanelError } from "./failure.ts";

export type Keys = {
  /** Tests the key and saves it only when it works, or without a test. Resolves to whether it is saved. */
  save(key: string, options?: { readonly untested?: boolean }): Promise<boolean>;
  /** Tests the saved key. */
  test(): Promise<void>;
  remove(): Promise<void>;
  refreshCredits(): Promise<void>;
};

export function createKeys(cell: Cell): Keys {
  const { host } = cell;
  const test = async (key?: string): Promise<boolean> => {
    cell.set({ keyTest: { status: "testing" } });
    try {
      const credits = await host.key.test(key);
      cell.set({ keyTest: { status: "ok", credits }, credits: credits.credits });
      cell.announce("The key works.");
      return true;
    } catch (error) {
      const failure = toPanelError(error, host);
      cell.set({ keyTest: { status: "failed", error: failure } });
      cell.announce(`The key could not be tested: ${failure.message}`);
      return false;
    }
  };
  return {
    async save(key, { untested = false } = {}) {
      if (untested) cell.set({ keyTest: { status: "idle" } });
      else if (!(await test(key.trim()))) return false;
      await host.key.save(key.trim());
      cell.set({ hasKey: true });
      return true;
    },
    async test() {
      await test();
    },
    async remove() {
      await host.key.remove();
      cell.set({ hasKey: false, keyTest: { status: "idle" }, credits: undefined });
      cell.announce("The key is removed.");
    },
    async refreshCredits() {
      // Nice to know, never in the way.
      await host.credits().then(
        ({ credits }) => cell.set({ credits }),
        () => {},
      );
    },
  };
}
