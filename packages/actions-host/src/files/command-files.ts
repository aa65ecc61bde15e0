import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseKeyValues } from "./key-values.ts";

const variables = {
  output: "GITHUB_OUTPUT",
  env: "GITHUB_ENV",
  path: "GITHUB_PATH",
  state: "GITHUB_STATE",
  summary: "GITHUB_STEP_SUMMARY",
} as const;

/** What a step wrote into its files. */
export type FileCommands = {
  readonly output: readonly [string, string][];
  readonly env: readonly [string, string][];
  readonly state: readonly [string, string][];
  readonly path: readonly string[];
  readonly summary: Uint8Array;
  /** One message for each file that could not be read. */
  readonly problems: readonly string[];
};

/** Makes the files a step writes outputs, environment, path, state and summary to. */
export function createCommandFiles(temp: string, withSummary: boolean) {
  const folder = join(temp, "_runner_file_commands");
  mkdirSync(folder, { recursive: true });
  const id = randomUUID();
  const env: Record<string, string> = {};
  for (const [kind, variable] of Object.entries(variables)) {
    // GitHub Enterprise Server before 3.6 has no summary at all.
    if (kind === "summary" && !withSummary) continue;
    env[variable] = join(folder, `${kind}_${id}`);
    writeFileSync(env[variable], "");
  }
  const read = (kind: keyof typeof variables) => {
    const path = env[variables[kind]];
    return path === undefined ? Buffer.alloc(0) : readFileSync(path);
  };
  return {
    env,
    /** Reads them once the step's process has ended. */
    read(): FileCommands {
      const problems: string[] = [];
      const pairs = (kind: "output" | "env" | "state") => {
        try {
          return parseKeyValues(read(kind).toString("utf8"));
        } catch (error) {
          problems.push(`Unable to process file command '${kind}' successfully. ${String(error)}`);
          return [];
        }
      };
      return {
        output: pairs("output"),
        env: pairs("env"),
        state: pairs("state"),
        path: read("path").toString("utf8").split(/\r?\n/).filter(Boolean),
        summary: read("summary"),
        problems,
      };
    },
  };
}
