import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  createHost,
  type Host,
  type HostOptions,
  type RunOptions,
  type StepRun,
  type WorkflowRun,
} from "@seedkit/actions-host";
import { createEmulator, type Emulator, type EmulatorOptions } from "@seedkit/emulator";

export const repository = fileURLToPath(new URL("../../..", import.meta.url));
export const key = "sk-test-8f14e45fceea167a5a36dedd4bea2543";

export type Setting = {
  readonly emulator: Emulator;
  readonly host: Host;
  /** The repository's files, as a workflow checks them out. */
  readonly folder: string;
  /** Runs a workflow in which `uses: seedkit/seedkit@v1` is the action of this repository. */
  run(workflow: string, options?: RunOptions): Promise<WorkflowRun>;
  /** Writes files of the repository that is checked out. */
  write(files: Readonly<Record<string, string>>): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** A runner, the API on a port, and a repository. */
export async function createSetting(
  options: { host?: HostOptions; emulator?: EmulatorOptions } = {},
): Promise<Setting> {
  const folder = await mkdtemp(join(tmpdir(), "seedkit-action-"));
  const emulator = await createEmulator({ port: 0, pixels: "plain", apiKey: key, ...options.emulator });
  const host = await createHost({
    folder,
    secrets: { SEGMIND_API_KEY: key },
    vars: { SEGMIND_URL: emulator.url },
    ...options.host,
  });
  return {
    emulator,
    host,
    folder,
    run: (workflow, more = {}) =>
      host.runWorkflow(workflow, {
        ...more,
        actionPaths: {
          "seedkit/seedkit/plan": planAction,
          "seedkit/seedkit": repository,
          ...more.actionPaths,
        },
      }),
    async write(files) {
      for (const [path, text] of Object.entries(files)) {
        const place = join(folder, path);
        await mkdir(dirname(place), { recursive: true });
        await writeFile(place, text);
      }
    },
    async [Symbol.asyncDispose]() {
      await host.close();
      await emulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** In a release it lies at the root, too. */
const planAction = join(repository, "apps/action/plan");

/** The step of the action in a job, which the tests look at. */
export function seedkitStep(run: WorkflowRun, id = "seedkit", job = "images"): StepRun {
  const found = run.job(job).steps.find((one) => one.id === id && one.stage === "main");
  if (!found) throw new Error(`No step ${id}: ${run.job(job).log}`);
  return found;
}

/** A workflow of one job with these steps. */
export const workflowOf = (steps: string): string =>
  `on: push
jobs:
  images:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
${steps.replace(/^/gm, "      ")}
`;

export const expression = (text: string): string => `$\{{ ${text} }}`;

/** The step as a workflow has it, with more inputs. */
export const step = (inputs: Readonly<Record<string, string>>): string => {
  const given: Record<string, string> = {
    "api-key": expression("secrets.SEGMIND_API_KEY"),
    "base-url": expression("vars.SEGMIND_URL"),
    ...inputs,
  };
  const lines = Object.entries(given).map(([name, value]) => `    ${name}: ${JSON.stringify(value)}`);
  return ["- uses: seedkit/seedkit@v1", "  id: seedkit", "  with:", ...lines].join("\n");
};
