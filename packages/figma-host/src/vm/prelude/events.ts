import { ask } from "./border.ts";

type Listener = (...args: unknown[]) => unknown;

const listeners = new Map<string, Listener[]>();
let onmessage: Listener | undefined;

export function on(event: string, listener: Listener): void {
  listeners.set(event, [...(listeners.get(event) ?? []), listener]);
}

export function off(event: string, listener: Listener): void {
  listeners.set(
    event,
    (listeners.get(event) ?? []).filter((other) => other !== listener),
  );
}

export function once(event: string, listener: Listener): void {
  const first: Listener = (...args) => {
    off(event, first);
    return listener(...args);
  };
  on(event, first);
}

/** `figma.on` and its kin, with the events of a part of the API apart from others. */
export function emitter(prefix: string) {
  return {
    on: (event: string, listener: Listener) => on(prefix + event, listener),
    off: (event: string, listener: Listener) => off(prefix + event, listener),
    once: (event: string, listener: Listener) => once(prefix + event, listener),
  };
}

export const getOnMessage = () => onmessage;
export function setOnMessage(listener: Listener | undefined): void {
  onmessage = listener;
}

/** Calls everybody who listens; true if one of them answered false. */
export function dispatch(event: string, args: readonly unknown[]): boolean {
  const called = [
    ...(event === "ui.message" && onmessage ? [onmessage] : []),
    ...(listeners.get(event) ?? []),
  ];
  let refused = false;
  for (const listener of called) {
    const result = guard(() => listener(...args));
    if (result === false) refused = true;
  }
  return refused;
}

/** Nobody awaits a listener: what it throws, now or later, is told to the host. */
export function guard(work: () => unknown): unknown {
  try {
    const result = work();
    if (isThenable(result)) result.then(undefined, report);
    return result;
  } catch (error) {
    report(error);
    return undefined;
  }
}

function report(error: unknown): void {
  const known = error instanceof Error ? error : undefined;
  ask("call", "host", "report", [
    known?.name ?? "Throw",
    known?.message ?? String(error),
    known?.stack ?? "",
  ]);
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
