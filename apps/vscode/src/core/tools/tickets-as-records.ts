import type { Ticket } from "@seedkit/core";
import type { JobRecord } from "../jobs/job.ts";
import type { Records } from "../jobs/records.ts";
import { fileUri } from "./file-uri.ts";

/** Where the images of a request were to go, by paths of this machine. */
type Place = { readonly folder: string; readonly output: string | undefined; readonly most: number };

/**
 * Notes requests as the windows note their jobs: what a server that died has left is fetched by the next window, and
 * is not paid for again.
 */
export function ticketsAsRecords(records: Pick<Records, "write" | "remove">, log: (line: string) => void) {
  const noted = new Map<string, Promise<void>>();
  return {
    note(ticket: Ticket, place: Place): void {
      const { requestId } = ticket;
      const written = records.write(recordOf(ticket, place)).catch((error) => {
        log(`request ${requestId} could not be noted: ${String(error)}`);
      });
      noted.set(requestId, written);
    },
    async drop(requestId: string): Promise<void> {
      await noted.get(requestId);
      noted.delete(requestId);
      await records.remove(idOf(requestId));
    },
  };
}

const idOf = (requestId: string) => `mcp-${requestId.replaceAll(/[^\w-]/g, "-")}`;

function recordOf(ticket: Ticket, { folder }: Place): JobRecord {
  const { requestId, model, input, submittedAt } = ticket;
  const prompt = String(input.prompt ?? "");
  return {
    version: 1,
    id: idOf(requestId),
    state: "submitted",
    ticket,
    createdAt: submittedAt,
    request: {
      title: prompt.slice(0, 40),
      ...{ model, input, references: [] },
      // A window may take it up much later: it gets a free name of its own.
      target: { kind: "folder", folder: fileUri(folder), name: "{prompt}" },
    },
  };
}
