import { expect, test } from "vitest";
import { unlinked } from "./unlinked.ts";

// As the editor finds links in the message of a notification.
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;

test.each([
  "[a cat](command:workbench.action.quit)",
  "[a](COMMAND:x?%5B1%5D) and [b](https://example.com 'b')",
  "[[a](file:///etc/passwd)](command:x)",
])("%s is no link", (text) => {
  expect(text.match(link)).not.toBeNull();
  expect(unlinked(text).match(link)).toBeNull();
});

test("all else stays as it is", () => {
  expect(unlinked("a [red] (small) fox, f[0](1), https://example.com")).toBe(
    "a [red] (small) fox, f[0](1), https://example.com",
  );
});
