import type { ClientEvent } from "@seedkit/core";
import type { Host } from "../host.ts";
import { counted, formatBytes, formatDuration } from "../output/format.ts";
import { painter } from "./colour.ts";
import { startLiveLine } from "./live-line.ts";

/** Shows how a call goes: one line that moves on a terminal, plain lines elsewhere. Always on stderr. */
export type Progress = {
  event(event: ClientEvent): void;
  /** One call of several has ended. */
  callEnded(): void;
  /** A line that stays: each text once. */
  note(text: string): void;
  stop(): void;
};

export type ProgressOptions = {
  readonly model: string;
  /** How many calls are made. */
  readonly calls: number;
  readonly cost: string;
  /** The usual time of one call, in ms; undefined where there is none. */
  readonly typicalMs: number | undefined;
};

/** Starts showing progress. */
export function startProgress(host: Host, options: ProgressOptions): Progress {
  const paint = painter(host, host.stderr);
  const noted = new Set<string>();
  const live =
    host.stderr.isTTY && host.env.TERM !== "dumb" ? startLiveLine(host, options, paint) : undefined;
  const say = (text: string) => {
    live?.clear();
    host.stderr.write(`${text}\n`);
    live?.draw();
  };
  if (!live) {
    const usually = options.typicalMs === undefined ? "" : `, usually ${formatDuration(options.typicalMs)}`;
    say(`${options.model}: ${counted(options.calls, "call")}, ${options.cost}${usually}`);
  }
  const note = (text: string) => {
    if (noted.has(text)) return;
    noted.add(text);
    say(`${paint("yellow", "Note:")} ${text}`);
  };
  return {
    event(event) {
      live?.event(event);
      if (event.type === "warning") note(event.warning.message);
      // On a terminal the moving line tells the rest.
      const text = live && event.type !== "retry" ? undefined : eventText(event);
      if (text !== undefined) say(text);
    },
    callEnded: () => live?.callEnded(),
    note,
    stop: () => live?.stop(),
  };
}

function eventText(event: ClientEvent): string | undefined {
  if (event.type === "uploading") {
    return `Uploading ${counted(event.count, "reference")} (${formatBytes(event.bytes)})`;
  }
  if (event.type === "retry") {
    return `${event.error.message}; trying again in ${formatDuration(event.waitMs)}`;
  }
  if (event.type === "submitted") return `Submitted as request ${event.ticket.requestId}`;
  return undefined;
}
