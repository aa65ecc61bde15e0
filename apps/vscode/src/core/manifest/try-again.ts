import { isSeedkitError } from "@seedkit/core";

/**
 * The entries of failed calls that may be tried again. Not those whose image is paid for and safe: the next one
 * would be paid for as well, and fail alike.
 */
export function triableIds(failed: readonly { readonly id: string; readonly error: unknown }[]): string[] {
  const paid = new Set(failed.flatMap(({ id, error }) => (isPaid(error) ? [id] : [])));
  return [...new Set(failed.map(({ id }) => id))].filter((id) => !paid.has(id));
}

const isPaid = (error: unknown) => isSeedkitError(error) && error.charged === "yes";
