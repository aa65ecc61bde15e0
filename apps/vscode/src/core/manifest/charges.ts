import { type Charged, isSeedkitError } from "@seedkit/core";

type Failed = { readonly error: unknown };

const order: readonly Charged[] = ["yes", "maybe", "no"];

// What is no error of ours went wrong with files, before or without a call.
const chargedOf = ({ error }: Failed): Charged => (isSeedkitError(error) ? error.charged : "no");

/** Failures in their order, what cost something before what may have, and that before what did not. */
export const dearestFirst = <One extends Failed>(failed: readonly One[]): readonly One[] =>
  failed.toSorted((one, other) => order.indexOf(chargedOf(one)) - order.indexOf(chargedOf(other)));

/** How many of them cost something, or may have. */
export const countCharged = (failed: readonly Failed[], charged: Charged): number =>
  failed.filter((one) => chargedOf(one) === charged).length;
