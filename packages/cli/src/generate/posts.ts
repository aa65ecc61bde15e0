import { type ClientEvent, SeedkitError, type Ticket } from "@seedkit/core";

/** What is known of the requests on their way. */
export type Posts = {
  readonly tickets: readonly Ticket[];
  event(event: ClientEvent): void;
  /** What is thrown where Ctrl-C cannot wait for the client to say it. */
  aborted(): SeedkitError;
};

/** Follows the events of all calls of a run. */
export function watchPosts(model: string): Posts {
  const tickets: Ticket[] = [];
  let sent = 0;
  return {
    tickets,
    event(event) {
      if (event.type === "attempt") sent++;
      if (event.type === "submitted") tickets.push(event.ticket);
    },
    aborted() {
      const charged = sent > 0 ? "maybe" : "no";
      const requestId = tickets.at(-1)?.requestId;
      return new SeedkitError("aborted", "Cancelled", { charged, model, attempts: sent, requestId });
    },
  };
}
