import type { Environment } from "../runner/environment.ts";
import { baseUrlProblem } from "./base-url.ts";
import { InputError } from "./input-error.ts";
import { readWhat } from "./read-what.ts";
import { createInputReader, type InputReader } from "./reader.ts";
import { errorModes, missingKeyModes, reuseModes, type Settings } from "./settings.ts";

/** Reads the inputs of the step. `planOnly`: for the plan action. @throws InputError with all that is wrong */
export function readSettings(env: Environment, planOnly = false): Settings {
  const reader = createInputReader(env);
  const what = readWhat(reader);
  const dryRun = planOnly || reader.flag("dry-run", false);
  const maxCost = reader.dollars("max-cost");
  if (maxCost === undefined && !dryRun && reader.text("max-cost") === undefined) {
    reader.refuse(
      "max-cost",
      "is required: the most this step may cost, in dollars, like 0.50 (or dry-run: true)",
    );
  }
  const shard = readShard(reader);
  const settings = {
    dryRun,
    ...defined({
      maxCost,
      reuseFrom: reader.text("reuse-from"),
      apiKey: reader.text("api-key"),
      baseUrl: readBaseUrl(reader),
      retentionDays: reader.whole("retention-days", [1, 90]),
      shard,
    }),
    reuse: reader.choice("reuse", reuseModes, "auto"),
    retryAmbiguous: reader.flag("retry-ambiguous", false),
    concurrency: reader.whole("concurrency", [1, 64]) ?? 4,
    requestTimeout: reader.seconds("request-timeout", 120_000),
    totalTimeout: reader.seconds("total-timeout", 300_000),
    onError: reader.choice("on-error", errorModes, "fail"),
    onMissingKey: reader.choice("on-missing-key", missingKeyModes, "fail"),
    allowPullRequestTarget: reader.flag("allow-pull-request-target", false),
    uploadArtifact: reader.flag("upload-artifact", true),
    artifactName: readArtifactName(reader, shard),
    summary: reader.flag("summary", true),
    contactSheet: reader.flag("contact-sheet", true),
    imagesPerShard: reader.whole("images-per-shard", [1, 100_000]) ?? 25,
    maxShards: reader.whole("max-shards", [1, 256]) ?? 16,
  };
  if (!what || reader.problems.length > 0) throw new InputError(reader.problems);
  return { ...settings, what };
}

function readBaseUrl(reader: InputReader): string | undefined {
  const given = reader.text("base-url");
  const problem = given === undefined ? undefined : baseUrlProblem(given);
  if (problem !== undefined) reader.refuse("base-url", problem);
  return given?.replace(/\/+$/, "");
}

function readShard(reader: InputReader): Settings["shard"] | undefined {
  const given = reader.text("shard");
  if (given === undefined) return undefined;
  const [, first, second] = /^(\d{1,4})\/(\d{1,4})$/.exec(given) ?? [];
  const [index, count] = [Number(first), Number(second)];
  if (index >= 1 && index <= count) return { index, count };
  reader.refuse("shard", `"${given.slice(0, 60)}" is no part: 2/4 is the second of four`);
  return undefined;
}

function readArtifactName(reader: InputReader, shard: Settings["shard"] | undefined): string {
  const standard = shard ? `seedkit-${shard.index}-of-${shard.count}` : "seedkit";
  const given = reader.text("artifact-name") ?? standard;
  // What GitHub refuses, told before anything is paid.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/["*/:<>?\\|#\u0000-\u001f]/.test(given) || given.length > 200) {
    reader.refuse(
      "artifact-name",
      'may not hold " * / : < > ? \\ | # or line breaks, nor be longer than 200',
    );
  }
  return given;
}

function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
