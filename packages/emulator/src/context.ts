import type { Settings } from "./options.ts";
import type { Pixels } from "./pixels/pixels.ts";
import type { Scope } from "./state/scope.ts";

/** What every route works with. */
export type Context = {
  readonly settings: Settings;
  readonly pixels: Pixels;
  /** Aborts when the emulator closes. */
  readonly lifetime: AbortSignal;
  scopeOf(testId: string | undefined): Scope;
  /** Runs something that takes real time; a virtual clock stands still meanwhile. */
  busy<Result>(work: () => Promise<Result>): Promise<Result>;
};
