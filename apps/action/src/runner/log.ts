import { neutral } from "./neutral.ts";

export type Level = "error" | "warning" | "notice";

export type Place = {
  readonly title?: string;
  /** Relative to the workspace, with `/`. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
};

/** Writes to the log of the step. Whatever is given can be anybody's text. */
export type Log = {
  say(text: string): void;
  /** An annotation: of each level the runner shows ten a step, so the rest is only said. */
  annotate(level: Level, message: string, place?: Place): void;
  group(title: string): void;
  endGroup(): void;
  /** Nothing shows this text any more, nor its base64 forms. */
  mask(secret: string): void;
};

const shownPerLevel = 10;
const longestMessage = 4000;

export function createLog(write: (text: string) => void): Log {
  const shown = { error: 0, warning: 0, notice: 0 };
  const line = (text: string) => write(`${text}\n`);
  return {
    say: (text) => line(neutral(text)),
    annotate(level, message, place = {}) {
      const text = neutral(message.slice(0, longestMessage));
      if (++shown[level] > shownPerLevel) return line(`${level}: ${where(place)}${text}`);
      const { title, column, ...rest } = place;
      const properties = Object.entries({ ...rest, col: column, title })
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => `${name}=${property(neutral(String(value)))}`);
      line(`::${level}${properties.length > 0 ? ` ${properties.join(",")}` : ""}::${data(text)}`);
    },
    group: (title) => line(`::group::${data(neutral(title))}`),
    endGroup: () => line("::endgroup::"),
    mask(secret) {
      for (const part of secret.split(/[\r\n]+/)) if (part.trim() !== "") line(`::add-mask::${data(part)}`);
    },
  };
}

const where = ({ file, line: at }: Place) =>
  file === undefined ? "" : `${neutral(file)}${at === undefined ? "" : `:${at}`}: `;
const data = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string) => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
