import type { Host } from "./host.ts";
import { version } from "./version.ts";

/** Runs one command line. Returns the exit code; what failed was told on stderr. */
export async function main(argv: readonly string[], host: Host): Promise<number> {
  const [first] = argv;
  // The one question scripts ask most often is answered without loading a parser.
  if (first === "--version" || first === "-V") {
    host.stdout.write(`${version()}\n`);
    return 0;
  }
  const { runCommandLine } = await import("./command-line.ts");
  return runCommandLine(argv, host);
}
