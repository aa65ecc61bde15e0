// What the bundle of a run starts: the extension host calls `run` and waits for it.
import { toLine } from "./messages.ts";
import { runSuite } from "./run-suite.ts";
import { root } from "./suite.ts";

export { give } from "./given.ts";

export async function run(): Promise<void> {
  await runSuite(root, (message) => console.log(toLine(message)));
}
