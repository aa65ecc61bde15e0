import { join } from "node:path";
import type { Folders } from "../host.ts";

/** The folders the operating system gives a program for one person. */
export async function folders(): Promise<Folders> {
  const { default: envPaths } = await import("env-paths");
  const paths = envPaths("seedkit", { suffix: "" });
  // Elsewhere "log" is a place that clean-up tools empty; on Linux it is XDG_STATE_HOME.
  const state = process.platform === "linux" ? paths.log : join(paths.data, "state");
  return { config: paths.config, state };
}
