import type { Host } from "../host.ts";
import type { Paint } from "./colour.ts";

const tickMs = 120;
const clearLine = "\r\u001b[2K";
const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const plainFrames = ["-", "\\", "|", "/"];

/** A line on stderr that is drawn again and again. `parts`: what stands on it, the most important first. */
export function startRedrawnLine(host: Host, paint: Paint, parts: () => readonly string[]) {
  const drawn = hasUnicode(host) ? frames : plainFrames;
  let frame = 0;
  let stopped = false;

  const draw = () => {
    if (stopped) return;
    const fitting = [...parts()];
    // What does not fit would wrap, and a wrapped line cannot be redrawn.
    const width = (host.stderr.columns ?? 80) - 3;
    while (fitting.length > 1 && fitting.join("   ").length > width) fitting.pop();
    const [head = "", ...rest] = fitting;
    const line = [head.slice(0, width), ...rest.map((part) => paint("dim", part))].join("   ");
    host.stderr.write(`${clearLine}${paint("cyan", drawn[frame % drawn.length] ?? "")} ${line}`);
  };
  const tick = () => {
    frame++;
    draw();
    cancel = host.clock.after(tickMs, tick);
  };
  draw();
  let cancel = host.clock.after(tickMs, tick);

  return {
    draw,
    clear: () => host.stderr.write(clearLine),
    stop() {
      if (stopped) return;
      stopped = true;
      cancel();
      host.stderr.write(clearLine);
    },
  };
}

/** Whether a terminal shows more than ASCII. */
export function hasUnicode({ env }: Host): boolean {
  return process.platform === "win32" || /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || "");
}
