import { resultLifetimeMs } from "@seedkit/core";
import type { Host } from "../host.ts";
import { columns, formatDuration } from "../output/format.ts";
import type { PendingNote } from "../pending.ts";

/** Prints the requests whose images are not saved yet: a table for a person, their ids in a pipe. */
export function printPending(host: Host, notes: readonly PendingNote[], json: boolean): void {
  const now = host.clock.now();
  if (json) {
    const requests = notes.map(({ ticket }) => ({
      requestId: ticket.requestId,
      model: ticket.model,
      prompt: promptOf(ticket.input),
      submittedAt: new Date(ticket.submittedAt).toISOString(),
      expiresAt: new Date(ticket.submittedAt + resultLifetimeMs).toISOString(),
      estimated: ticket.estimated,
    }));
    host.stdout.write(`${JSON.stringify({ version: 1, requests }, undefined, 2)}\n`);
    return;
  }
  if (notes.length === 0) {
    host.stderr.write("Nothing waits to be recovered.\n");
    return;
  }
  if (!host.stdout.isTTY) {
    for (const { ticket } of notes) host.stdout.write(`${ticket.requestId}\n`);
    return;
  }
  const rows = notes.map(({ ticket }) => {
    const left = ticket.submittedAt + resultLifetimeMs - now;
    const age = `${formatDuration(Math.max(0, now - ticket.submittedAt))} ago`;
    const prompt = promptOf(ticket.input).replace(/\s+/g, " ");
    return [
      ticket.requestId,
      ticket.model,
      ticket.estimated.formatted,
      age,
      left > 0 ? `${formatDuration(left)} left` : "expired",
      prompt.length > 40 ? `${prompt.slice(0, 39)}…` : prompt,
    ];
  });
  host.stdout.write(columns([["Request", "Model", "Price", "Submitted", "Kept", "Prompt"], ...rows]));
}

function promptOf(input: Readonly<Record<string, unknown>>): string {
  return typeof input.prompt === "string" ? input.prompt : "";
}
