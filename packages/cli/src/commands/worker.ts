import { projectFolder } from "../batch/project.ts";
import { addQueueFlags } from "../queue/options.ts";
import type { WorkerFlags } from "../queue/run-worker.ts";
import type { Define } from "./table.ts";

const examples = `
Examples:
  $ seedkit worker --queue redis://10.0.0.5:6379               in the project's folder, on a shared volume
  $ REDIS_URL=rediss://user:password@host:6380 seedkit worker --concurrency 8 --name east-1

It makes the calls of \`seedkit batch run --queue\`, until it is asked to end: then it finishes what it makes. Where
it dies, another worker goes on with that, and nothing is paid twice. /health and /metrics are on the loopback.
`;

/** \`seedkit worker\`: makes the calls of a run that is on a queue. */
export const worker: Define = (command, host) => {
  command.argument("[project]", "the project's folder, or its manifest [default the current folder]");
  addQueueFlags(command);
  command
    .option("--concurrency <n>", "calls at once [default 4]", "4")
    .option("--name <name>", "as status and metrics call it [default worker-<pid>]")
    .option(
      "--metrics <[host:]port>",
      "where /health and /metrics are, or off [default 127.0.0.1:9464]",
      "9464",
    )
    .option("--base-url <url>", "another address of the API [default SEGMIND_BASE_URL]")
    .option("--timeout <seconds>", "the most one call may take, retries included [default 300]")
    .option("--emulator", "draw test images with the embedded emulator: no key, no bill")
    .addHelpText("after", examples);
  command.action(async (named: string | undefined, flags: WorkerFlags) => {
    const { runWorker } = await import("../queue/run-worker.ts");
    await runWorker(host, await projectFolder(host, named), flags);
  });
};
