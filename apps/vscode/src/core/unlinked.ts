/**
 * A text for a notification, which makes a link of `[text](address)`, and one that runs a command of `command:`:
 * what was written by others stays text.
 */
export const unlinked = (text: string): string => text.replaceAll(/\]\((?=https?:|command:|file:)/gi, "] (");
