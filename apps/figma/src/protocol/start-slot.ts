import type { Start } from "./calls.ts";

/** Stands in the built document where the start goes. */
export const startSlot = '"seedkit-start"';
/** The element around it. */
export const startElement = "seedkit-start-data";

/** The window's document with the start in it. */
export function withStart(html: string, start: Start): string {
  // The text `</script` in a prompt would end the element.
  const json = JSON.stringify(start).replace(/</g, "\\u003c");
  return html.replace(startSlot, () => json);
}
