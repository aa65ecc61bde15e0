import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { errorText } from "./error-text.ts";

describe("the message of an error body", () => {
  test.each([
    ['{"error":"No credits"}', "No credits"],
    ['{"error":{"message":"No credits","code":12}}', "No credits"],
    ['{"error":{"code":12},"message":"No credits"}', "No credits"],
    ['{"error":true,"message":"No credits"}', "No credits"],
    ['{"message":"No credits"}', "No credits"],
    ['{"detail":"No credits"}', "No credits"],
    ['{"detail":[{"loc":["body","size"],"msg":"No credits","type":"x"}]}', "No credits"],
    ['{"errors":[{"message":"No credits"}]}', "No credits"],
    ['{"code":"E1","message":"No credits"}', "No credits"],
    ['[{"error":"No credits"}]', "No credits"],
    ['"No credits"', "No credits"],
    ["No credits", "No credits"],
    ["  No\n\tcredits ", "No credits"],
    ["", ""],
    ["null", "null"],
    ['{"error":', '{"error":'],
    ['{"error":"<b>No</b> credits"}', "No credits"],
  ])("of %j is %j", (body, message) => {
    expect(errorText(body)).toBe(message);
  });

  test("of a gateway's page is its text, without scripts and styles", () => {
    const page = `<!DOCTYPE html><html><head><title>x</title><style>a{}</style></head>
      <body><script>alert(1)</script><h1>502 Bad Gateway</h1><hr>nginx</body></html>`;
    expect(errorText(page)).toBe("502 Bad Gateway nginx");
  });

  test("is never longer than 500 characters, and never throws", () => {
    const body = fc.oneof(
      fc.string({ maxLength: 2000 }),
      fc.json(),
      fc
        .array(fc.constantFrom("<", ">", "<style", "</style>", "<head>", "{", '"', "a"), { maxLength: 900 })
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(body, (text) => {
        expect(errorText(text).length).toBeLessThanOrEqual(500);
      }),
      { seed: 8, numRuns: 2000 },
    );
  });
});
