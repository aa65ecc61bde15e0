import type { Locator } from "playwright-core";

/** A text that stands in an element's text, letter for letter, white space aside. */
export function literally(text: string): RegExp {
  return new RegExp(sourceOf(text));
}

/** A text that is all of an element's text, white space aside. */
export function wholly(text: string): RegExp {
  return new RegExp(`^\\s*${sourceOf(text)}\\s*$`);
}

function sourceOf(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
}

/** The element's text as people read it. */
export async function textOf(locator: Locator): Promise<string> {
  return ((await locator.textContent()) ?? "").replace(/\u00a0/g, " ").trim();
}

/** The texts of all elements that are there, in the order of the page. */
export async function textsOf(locator: Locator): Promise<string[]> {
  const texts = await locator.allTextContents();
  return texts.map((text) => text.replace(/\u00a0/g, " ").trim());
}
