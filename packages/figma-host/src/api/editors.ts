import type { Editor } from "../document/document.ts";
import { editorsOf, membersOf } from "../document/typings.ts";

// The typings restrict createPage nowhere; FigJam and Slides refuse it all the same, and FigJam has no frames to make.
const furtherLimits: Record<string, readonly Editor[]> = {
  createPage: ["figma"],
  createFrame: ["figma", "slides"],
};

const names: Record<Editor, string> = { figma: "Figma Design", figjam: "FigJam", slides: "Figma Slides" };

/** The members of `figma` in this editor: what the typings say is "only available in" another one is not there. */
export function figmaMembers(editor: Editor): Record<string, string> {
  return available("PluginAPI", editor);
}

export const viewportMembers = (editor: Editor): Record<string, string> => available("ViewportAPI", editor);
export const uiMembers = (): Record<string, string> => membersOf("UIAPI");

function available(api: string, editor: Editor): Record<string, string> {
  const limits = editorsOf(api);
  return Object.fromEntries(
    Object.entries(membersOf(api)).filter(([name]) => {
      const only = limits[name];
      if (only && !only.includes(names[editor])) return false;
      return furtherLimits[name]?.includes(editor) ?? true;
    }),
  );
}
