import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redact } from "./redact.ts";

const run = { seed: 10, numRuns: 1000 };
const key = fc.stringMatching(/^[\x21-\x7e]{12,60}$/);
const text = fc.stringMatching(/^[ -~]{0,80}$/);

describe("a secret", () => {
  test("is never left, as it is or as a part of an address", () => {
    fc.assert(
      fc.property(key, text, text, (secret, before, after) => {
        for (const form of [secret, encodeURIComponent(secret)]) {
          expect(redact(`${before} ${form} ${after}`, secret)).not.toContain(form);
        }
      }),
      run,
    );
  });

  test("is never left in base64, wherever it lies in what was encoded", () => {
    fc.assert(
      fc.property(
        key,
        fc.uint8Array({ maxLength: 9 }),
        fc.uint8Array({ maxLength: 9 }),
        (secret, before, after) => {
          const bytes = Buffer.concat([before, Buffer.from(secret), after]);
          for (const encoding of ["base64", "base64url"] as const) {
            const safe = redact(`authorization: ${bytes.toString(encoding)}.`, secret);
            expect(safe).toContain("[key]");
            const [, rest = ""] = /authorization: (\S*)\.$/.exec(safe) ?? [];
            for (const piece of rest.split("[key]")) {
              for (const shift of [0, 1, 2, 3]) {
                const decoded = Buffer.from(piece.slice(shift), "base64").toString("latin1");
                expect(decoded).not.toContain(secret.slice(2, -2));
              }
            }
          }
        },
      ),
      run,
    );
  });

  test("too short to be one shreds nothing", () => {
    expect(redact("a cat sat", "at")).toBe("a cat sat");
    expect(redact("a cat sat", "")).toBe("a cat sat");
  });

  test("of any characters never makes it throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), text, (secret, around) => {
        expect(redact(around, secret)).toBeTypeOf("string");
      }),
      run,
    );
    expect(redact("x \ud800abcd y", "\ud800abcd")).toBe("x [key] y");
  });

  test("with characters that mean something in a pattern is taken as it is", () => {
    expect(redact("is $&.*(x) here", "$&.*(x)")).toBe("is [key] here");
  });
});

describe("data", () => {
  const base64 = "iVBORw0KGgoAAAANSUhEUg".repeat(30);
  test.each([
    [`see data:image/png;base64,${base64}== there`, "see [data] there"],
    [`see data:image/png;base64,iVBOR there`, "see [data] there"],
    [`see DATA:image/PNG;Base64,${base64} there`, "see [data] there"],
    [`see data:image/svg+xml;charset=utf-8;base64,${base64} there`, "see [data] there"],
    [`see data:;base64,${base64} there`, "see [data] there"],
    [`{"image":"${base64}"}`, '{"image":"[base64]"}'],
    [`${base64}==`, "[base64]"],
  ])("%# is shortened", (given, safe) => {
    expect(redact(given)).toBe(safe);
  });

  test("a text is cut at 2,000 characters", () => {
    expect(redact("word ".repeat(1000)).length).toBeLessThanOrEqual(2001);
  });
});

test("ordinary text stays as it is", () => {
  const prose = [
    "ByteDance image API error: The request failed because the output image may contain sensitive information.",
    "width: 100 is out of range; allowed: 1024-4096; data: none",
    "https://images.segmind.com/assets/1b4e28ba-2fa1-11d2-883f-0016d3cca427/a_long-name.jpeg?token=abc",
    "/home/somebody/projects/pictures/of/the/year/2026/november/the-cover-of-the-book.png",
    "Größe: 2K, 画像, 🙂",
  ];
  for (const line of prose) expect(redact(line, "SG_0123456789abcdef")).toBe(line);
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { maxLength: 100 }), (words) => {
      expect(redact(words.join(" "), "SG_0123456789abcdef")).toBe(words.join(" "));
    }),
    run,
  );
});
