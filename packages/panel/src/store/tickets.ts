import type { Ticket } from "@seedkit/core";
import type { PanelStorage } from "../host.ts";

/** A submitted request whose images are not safe yet. */
export type KeptTicket = {
  readonly ticket: Ticket;
  readonly job: string;
  readonly place?: { readonly id: string; readonly label: string } | undefined;
  /** The user cancelled it: it is offered, not fetched by itself. */
  readonly cancelled?: boolean;
};

export type TicketBook = {
  list(): Promise<readonly KeptTicket[]>;
  keep(ticket: KeptTicket): Promise<void>;
  drop(requestId: string): Promise<void>;
};

/** Tickets in the host's storage. Changes go one after another: two at once would lose one. */
export function createTicketBook(storage: PanelStorage): TicketBook {
  let last: Promise<unknown> = Promise.resolve();
  const read = async (): Promise<readonly KeptTicket[]> => {
    const value = await storage.get("tickets");
    return Array.isArray(value) ? value : [];
  };
  const change = (next: (all: readonly KeptTicket[]) => readonly KeptTicket[]): Promise<void> => {
    const done = last.then(async () => storage.set("tickets", next(await read())));
    last = done.catch(() => {});
    return done;
  };
  const others = (all: readonly KeptTicket[], requestId: string) =>
    all.filter(({ ticket }) => ticket.requestId !== requestId);
  return {
    list: read,
    keep: (kept) => change((all) => [...others(all, kept.ticket.requestId), kept]),
    drop: (requestId) => change((all) => others(all, requestId)),
  };
}
