import { toLine } from "./messages.ts";

/**
 * The keyboard of the page that shows the host, for inputs that no command fills. What has the focus gets it, a
 * moment later and in order: wait for what should come of it.
 */
export const keyboard = {
  /** Puts a text in, as a paste would. */
  insert: (text: string): void => console.log(toLine({ type: "keyboard", text })),
  /** @param key as Playwright names it: `Enter`, `Control+A` */
  press: (key: string): void => console.log(toLine({ type: "keyboard", key })),
};
