import type { BookedCall } from "@seedkit/batch/run-lock";
import type { Held } from "../jobs/queue-host.ts";
import type { Hold } from "./folder-holds.ts";

/** A folder that is held for one call of an entry, with the book it is written down in. */
export function heldCall({ book, release }: Hold, call: BookedCall): Held {
  if (!book) return { release };
  const notes: Held["notes"] = {
    starts: (most) => book.starts(call, most),
    submitted: (ticket) => book.submitted(call, ticket),
    lost: (error, most) => book.lost(call, error, most),
    received: (images) => book.received(call, images),
    over: () => book.over(call),
  };
  return { release, notes };
}
