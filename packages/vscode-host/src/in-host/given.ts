let values: unknown;

/** What `runInHost` was given as `given`: addresses, folders. It came as JSON. */
export function given<Values>(): Values {
  return values as Values;
}

/** For the bundle of a run alone. */
export function give(what: unknown): void {
  values = what;
}
