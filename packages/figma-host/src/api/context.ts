import type { FigmaDocument } from "../document/document.ts";
import type { FigmaNode } from "../document/node.ts";
import type { Plugin } from "../plugin/load-plugin.ts";
import { refuse } from "../refusal.ts";

/** What the API of one run works on. */
export type Context = {
  readonly plugin: Plugin;
  readonly document: FigmaDocument;
  /** Fonts this run has loaded, as `Inter Regular`. */
  readonly loadedFonts: Set<string>;
  /** Fonts the machine has. */
  readonly fonts: readonly { readonly family: string; readonly style: string }[];
  /** Tells the plugin of it, once per entry however often it happens. */
  notice(event: "selectionchange" | "currentpagechange"): void;
};

export const isDynamic = ({ plugin }: Context): boolean => plugin.manifest.documentAccess === "dynamic-page";

/** Refuses what `documentAccess: "dynamic-page"` forbids. */
export function refuseWhenDynamic(context: Context, where: string, instead: string): void {
  if (isDynamic(context)) {
    refuse(where, `Cannot call with documentAccess: dynamic-page. Use ${instead} instead.`);
  }
}

/** Refuses any use of a node that is gone. */
export function needLive(node: FigmaNode, where: string): void {
  if (!node.removed) return;
  const kind = node.id.startsWith("I") ? "node (instance sublayer or table cell)" : "node";
  refuse(where, `The ${kind} with id "${node.id}" does not exist`);
}

/** Refuses to look into a page that the plugin has not loaded. */
export function needLoaded(context: Context, node: FigmaNode, where: string, what: string): void {
  if (!isDynamic(context)) return;
  if (node.type === "PAGE" && !node.loaded) {
    refuse(
      where,
      `Cannot access ${what} on a page that has not been explicitly loaded. Remember to call \`await page.loadAsync()\` or \`await figma.loadAllPagesAsync()' first.`,
    );
  }
  if (node.type === "DOCUMENT" && what.startsWith("method") && node.children.some(({ loaded }) => !loaded)) {
    refuse(
      where,
      "Cannot call with documentAccess: dynamic-page without calling figma.loadAllPagesAsync() first.",
    );
  }
}
