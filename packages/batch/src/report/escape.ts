import { relative, sep } from "node:path";
import { pathToFileURL } from "node:url";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text as HTML shows it, in an element or between quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

/** The address of a file as a page in a folder links to it: relative, so that both can be moved together. */
export function linkTo(file: string, pageFolder: string): string {
  const path = relative(pageFolder, file);
  // Another drive has no relative path.
  if (/^[a-z]:/i.test(path)) return pathToFileURL(file).href;
  return path.split(sep).map(encodeURIComponent).join("/");
}
