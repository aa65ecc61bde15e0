import type { Host, Output } from "../host.ts";

const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;
export type Style = keyof typeof codes;
export type Paint = (style: Style, text: string) => string;

/** Whether a stream is a terminal that a person wants in colour (see no-color.org). */
export function hasColour(host: Host, stream: Output): boolean {
  const { env } = host;
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0";
  return stream.isTTY === true && env.TERM !== "dumb";
}

/** Colours text for one stream, or leaves it as it is. */
export function painter(host: Host, stream: Output): Paint {
  if (!hasColour(host, stream)) return (_, text) => text;
  return (style, text) => `\u001b[${codes[style][0]}m${text}\u001b[${codes[style][1]}m`;
}
