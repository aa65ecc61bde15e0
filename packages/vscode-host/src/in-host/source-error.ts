import { SourceMap } from "node:module";
import { resolve } from "node:path";
import type { TestBundle } from "./bundle-tests.ts";
import type { InHostFailure } from "./messages.ts";

/** The failure as an error whose stack names the lines of the test files instead of the bundle's. */
export function createSourceErrors({ folder, sourceMap }: TestBundle) {
  const map = new SourceMap(JSON.parse(sourceMap));
  // A web worker evaluates the file below two lines of its own.
  const frame = /\(?[^\s()]*\btests\.js(#vscode-extension)?:(\d+):(\d+)\)?/;

  function toSource(line: string): string {
    const found = frame.exec(line);
    if (!found) return line;
    const [whole, wrapped, row, column] = found;
    const entry = map.findEntry(Number(row) - (wrapped ? 3 : 1), Number(column) - 1);
    if (!("originalSource" in entry) || !entry.originalSource) return line;
    const place = `${resolve(folder, entry.originalSource)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    return line.replace(whole, whole.startsWith("(") ? `(${place})` : place);
  }

  return (failure: InHostFailure): Error => {
    const error = new Error(failure.message);
    error.name = failure.name;
    const frames = failure.stack.split("\n").filter((line) => /^\s+at /.test(line));
    const mapped = frames.map(toSource);
    const telling = mapped.filter((line) => !isRunner(line));
    const shown = telling.length > 0 ? telling : mapped;
    error.stack = [`${failure.name}: ${failure.message}`, ...shown].join("\n");
    const { expected, actual } = failure;
    return Object.assign(error, expected === undefined ? {} : { expected, actual });
  };
}

/** Frames that would hide the test's own. */
function isRunner(line: string): boolean {
  return /\/node_modules\/|\/in-host\/(run-suite|entry)\.ts:|extensionHost(Process|WorkerMain)\.js/.test(
    line,
  );
}
