import { type LooseInput, resultLifetimeMs, type Ticket } from "@seedkit/core";

/** Requests of this session that were submitted and whose images did not come. */
export type OpenCalls = {
  keep(key: string, ticket: Ticket): void;
  /** The request of an equal call, to be fetched instead of paid again. It is taken: nobody else gets it. */
  take(key: string, now: number): Ticket | undefined;
};

export function createOpenCalls(): OpenCalls {
  const open = new Map<string, Ticket>();
  return {
    keep: (key, ticket) => void open.set(key, ticket),
    take(key, now) {
      const ticket = open.get(key);
      open.delete(key);
      return ticket && now - ticket.submittedAt < resultLifetimeMs ? ticket : undefined;
    },
  };
}

/** Equal for calls that ask for the same: model, fields whatever their order, references by path. */
export function callKey(model: string, input: LooseInput, references: readonly string[]): string {
  const fields = Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([model, fields, references]);
}
