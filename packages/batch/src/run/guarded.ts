import type { RunEvent } from "./events.ts";

/** A listener that fails must not take a paid image along: what it throws is told when the run is over. */
export function guarded(onEvent: ((event: RunEvent) => void) | undefined): {
  emit(event: RunEvent): void;
  readonly thrown: readonly unknown[];
} {
  const thrown: unknown[] = [];
  return {
    thrown,
    emit(event) {
      try {
        onEvent?.(event);
      } catch (error) {
        thrown.push(error);
      }
    },
  };
}
