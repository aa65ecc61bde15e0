import { nearestWord } from "@seedkit/core";
import type { Environment } from "../runner/environment.ts";

/** Reads inputs as the runner passes them, and gathers what is wrong with them. */
export type InputReader = {
  readonly problems: readonly string[];
  refuse(name: string, why: string): void;
  /** Trimmed; undefined where it is not given or empty. */
  text(name: string): string | undefined;
  /** As it was typed. */
  raw(name: string): string | undefined;
  lines(name: string): readonly string[];
  choice<const T extends string>(name: string, options: readonly T[], standard: T): T;
  flag(name: string, standard: boolean): boolean;
  whole(name: string, range: readonly [min: number, max: number]): number | undefined;
  /** Dollars, given in micro-dollars. */
  dollars(name: string): number | undefined;
  /** Seconds, given in ms. */
  seconds(name: string, standard: number): number;
};

export function createInputReader(env: Environment): InputReader {
  const problems: string[] = [];
  const refuse = (name: string, why: string) => void problems.push(`${name}: ${why}`);
  // Cased as the runner does it, which leaves dashes alone.
  const raw = (name: string) => env[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`] || undefined;
  const text = (name: string) => raw(name)?.trim() || undefined;
  return {
    problems,
    refuse,
    raw,
    text,
    lines: (name) =>
      (raw(name) ?? "")
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter(Boolean),
    choice(name, options, standard) {
      const given = text(name);
      if (given === undefined) return standard;
      const found = options.find((option) => option === given.toLowerCase());
      if (found === undefined) refuse(name, notAllowed(given, options));
      return found ?? standard;
    },
    flag(name, standard) {
      const given = text(name)?.toLowerCase();
      if (given === undefined) return standard;
      if (given !== "true" && given !== "false") refuse(name, notAllowed(given, ["true", "false"]));
      return given === "true";
    },
    whole(name, [min, max]) {
      const given = text(name);
      if (given === undefined) return undefined;
      const value = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
      if (value >= min && value <= max) return value;
      refuse(name, `"${short(given)}" is not a whole number from ${min} to ${max}`);
      return undefined;
    },
    dollars(name) {
      const given = text(name);
      if (given === undefined) return undefined;
      const found = /^\$?(\d{1,6}(?:\.\d{1,6})?|\.\d{1,6})$/.exec(given);
      if (found) return Math.round(Number(found[1]) * 1_000_000);
      refuse(name, `"${short(given)}" is not an amount in dollars, like 0.50`);
      return undefined;
    },
    seconds(name, standard) {
      const given = text(name);
      if (given === undefined) return standard;
      const value = /^\d{1,6}(\.\d+)?$/.test(given) ? Math.round(Number(given) * 1000) : 0;
      if (value > 0 && value <= 86_400_000) return value;
      refuse(name, `"${short(given)}" is not a number of seconds from 0.001 to 86400`);
      return standard;
    },
  };
}

export function notAllowed(given: string, options: readonly string[]): string {
  const nearest = nearestWord(given, options);
  const meant = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
  return `"${short(given)}" is not allowed; allowed: ${options.join(", ")}.${meant}`;
}

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
