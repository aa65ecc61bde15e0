import type { Syntax } from "../language.ts";
import type { ImageReference } from "./image-reference.ts";
import { markdownReferences } from "./markdown-references.ts";
import { tagReferences } from "./tag-references.ts";

/** Every image that a document of one of these languages shows, in order; none for other languages. */
export function imageReferences(text: string, syntax: Syntax): readonly ImageReference[] {
  switch (syntax) {
    case "markdown":
    case "mdx":
      return markdownReferences(text, syntax);
    case "html":
      return tagReferences(text, "html");
    case "jsx":
      return tagReferences(text, "script");
    default:
      return [];
  }
}
