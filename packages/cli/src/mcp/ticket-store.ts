import type { TicketStore } from "@seedkit/mcp";
import type { Pending } from "../pending.ts";

/** Keeps an agent's requests beside one's own, so that `seedkit recover` finds them. */
export function ticketStore(pending: Pending): TicketStore {
  return {
    note(ticket, { folder, output, most }) {
      const save = { output, cwd: folder, overwrite: false, most };
      pending.note({ version: 1, ticket, save, firstIndex: 1 });
    },
    drop: (requestId) => pending.drop(requestId),
  };
}
