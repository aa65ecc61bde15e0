import type { History } from "../document/history.ts";
import type { FigmaNode } from "../document/node.ts";
import { refuse } from "../refusal.ts";
import type { Context } from "./context.ts";
import { nameOf } from "./paints.ts";

const largestEntry = 100_000;
const longestDescription = 1000;

/** `setPluginData`: an entry holds at most 100 kB, plugin id and key counted. Empty removes it. */
export function setPluginData(context: Context, node: FigmaNode, key: unknown, value: unknown): void {
  const where = "setPluginData";
  if (typeof key !== "string")
    refuse(where, `Expected "key" to have type string but got ${nameOf(key)} instead`);
  if (typeof value !== "string") {
    refuse(where, `Expected "value" to have type string but got ${nameOf(value)} instead`);
  }
  if (Buffer.byteLength(context.plugin.manifest.id + key + value) > largestEntry) {
    refuse(where, "This pluginData entry exceeds 100 kB per entry limit.");
  }
  const { [key]: _, ...others } = node.pluginData;
  replace(context.document.history, node, "pluginData", value === "" ? others : { ...others, [key]: value });
}

/** `setRelaunchData`: the buttons the properties panel shows, by command. Only those of the manifest. */
export function setRelaunchData(context: Context, node: FigmaNode, data: unknown): void {
  const where = "setRelaunchData";
  if (typeof data !== "object" || data === null) refuse(where, `Expected object, received ${nameOf(data)}`);
  const commands = new Set(context.plugin.manifest.relaunchButtons?.map(({ command }) => command));
  for (const [command, text] of Object.entries(data)) {
    if (!commands.has(command))
      refuse(where, `"${command}" is not a command in the manifest's relaunchButtons`);
    if (typeof text !== "string") refuse(where, `Expected string, received ${nameOf(text)} at ${command}`);
    if (text.length > longestDescription) refuse(where, "description exceeds 1000 characters");
  }
  replace(context.document.history, node, "relaunchData", { ...(data as Record<string, string>) });
}

function replace(
  history: History,
  node: FigmaNode,
  key: "pluginData" | "relaunchData",
  after: Record<string, string>,
): void {
  const before = node[key];
  history.apply({
    redo: () => {
      node[key] = after;
    },
    undo: () => {
      node[key] = before;
    },
  });
}
