import { describe, expect, it } from "vitest";
import { createMasker } from "./masker.ts";

describe("a masker", () => {
  const masker = createMasker(false);
  masker.add('k&y-"1"');
  masker.add("first line\n  second line\n");

  it.each([
    ['it is k&y-"1".', "it is ***."],
    [JSON.stringify({ key: 'k&y-"1"' }), '{"key":"***"}'],
    [encodeURIComponent('k&y-"1"'), "***"],
    ["k&amp;y-&quot;1&quot;", "***"],
    ["only the second line here", "only the *** here"],
    ["nothing", "nothing"],
  ])("makes %j to %j", (text, masked) => {
    expect(masker.mask(text)).toBe(masked);
  });

  it("leaves base64 alone unless it acts as the runner", () => {
    const base64 = Buffer.from('k&y-"1"').toString("base64");
    expect(masker.mask(base64)).toBe(base64);
    const asRunner = createMasker(true);
    asRunner.add('k&y-"1"');
    expect(asRunner.mask(base64)).toBe("***");
  });

  it("takes no empty secret", () => {
    const empty = createMasker(true);
    empty.add("");
    empty.add(" ");
    expect(empty.mask("a b")).toBe("a b");
  });
});
