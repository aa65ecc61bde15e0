import { existsSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { JobState } from "./job-state.ts";

// Stand-ins for GitHub's own actions; a test's own mapping goes first.
const bundled = fileURLToPath(new URL("../../actions", import.meta.url));

/** Whether an action lies in the workspace, so that it is there only after a checkout. */
export const isLocal = (uses: string) => uses.startsWith("./");

/** The folder of the action behind `uses:`. @throws Error where nothing on this machine stands for it */
export function findAction(job: JobState, uses: string): string {
  const [name = "", ref] = uses.split("@");
  if (isLocal(uses)) return mapped(job.actionPaths, name, "./") ?? inWorkspace(job.workspace, name);
  if (ref === undefined || name.split("/").length < 2)
    throw new Error(`Expected format {org}/{repo}[/path]@ref. Actual '${uses}'`);
  const folder = job.actionPaths[uses] ?? mapped(job.actionPaths, name) ?? bundledAction(name);
  if (folder === undefined)
    throw new Error(`Unable to resolve action '${uses}': this host is offline, map it with actionPaths`);
  return folder;
}

/** The longest mapped folder above the name, joined with what is left of it. */
function mapped(paths: Readonly<Record<string, string>>, name: string, prefix = "") {
  const fitting = Object.keys(paths)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.replace(/\/$/, ""))
    .filter((key) => name === key || name.startsWith(`${key}/`))
    .sort((a, b) => b.length - a.length)[0];
  if (fitting === undefined) return undefined;
  const folder = paths[fitting] ?? paths[`${fitting}/`];
  return folder === undefined ? undefined : join(folder, name.slice(fitting.length));
}

function inWorkspace(workspace: string, name: string): string {
  const folder = join(workspace, name);
  const path = relative(workspace, folder);
  if (path.startsWith("..") || isAbsolute(path))
    throw new Error(`The action '${name}' is outside of the workspace`);
  return folder;
}

function bundledAction(name: string): string | undefined {
  const folder = join(bundled, name.replace(/^actions\//, ""));
  return name.startsWith("actions/") && existsSync(join(folder, "action.yml")) ? folder : undefined;
}
