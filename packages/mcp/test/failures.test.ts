import type { FaultRule } from "@seedkit/emulator";
import { expect, test } from "vitest";
import { toolDescriptors } from "../src/tools/index.ts";
import { createWorld, textOf } from "./world.ts";

type Case = readonly [name: string, fault: FaultRule["fault"], charged: string, says: RegExp];

const cases: readonly Case[] = [
  ["moderated", { kind: "moderated" }, "no", /same prompt fails again/],
  ["unauthenticated", { kind: "status", status: 401 }, "no", /seedkit login.*Do not ask for the key/],
  ["forbidden", { kind: "status", status: 403 }, "no", /Tell the user, and do not call again/],
  ["insufficient_credits", { kind: "status", status: 406 }, "no", /top up/],
  [
    "rate_limited",
    { kind: "status", status: 429, retryAfter: 900 },
    "no",
    /Wait 900 seconds, then call once more/,
  ],
  ["unavailable", { kind: "status", status: 503 }, "no", /Call once more in a minute/],
  [
    "gateway_timeout",
    { kind: "status", status: 504, charged: true },
    "maybe",
    /Do not send the same request again/,
  ],
  ["connection_lost", { kind: "reset-after-charge" }, "maybe", /Do not send the same request again/],
];

test.each(cases)("%s tells whether it was charged, and what to do", async (code, fault, charged, says) => {
  const { call, emulator, log } = await createWorld({ faults: [{ fault }] });
  const answer = await call("seedkit_generate_image", { prompt: "a fox" });
  expect(answer.isError).toBe(true);
  expect(answer.structuredContent).toMatchObject({ error: { code, charged } });
  const text = textOf(answer);
  expect(text).toContain(`Charged: ${charged}`);
  expect(text.replaceAll("\n", " ")).toMatch(says);
  // Hosts that show a model the data show it no text.
  expect(answer.structuredContent).toMatchObject({ error: { next: expect.stringMatching(says) } });
  if (charged === "maybe") {
    expect(text).toContain("up to $0.04");
    // Nothing in it may send a model back to pay twice.
    expect(text).not.toMatch(/\b(retry|try again|call once more|call again)\b/i);
    expect(emulator.journal.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  }
  expect(log.join()).toContain(code);
});

test("everything wrong with a call is told at once, with the nearest value, and nothing is sent", async () => {
  const { call, emulator } = await createWorld();
  const answer = await call("seedkit_edit_image", {
    prompt: " ",
    size: "3K",
    width: "wide",
    colour: "red",
    image_input: ["missing.png", "ftp://example.com/a.png"],
    output: "../fox.jpg",
  });
  expect(answer.isError).toBe(true);
  const { error } = answer.structuredContent as { error: { issues: { path: string; nearest?: unknown }[] } };
  expect(error.issues.map(({ path }) => path).sort()).toEqual(
    ["colour", "image_input[0]", "image_input[1]", "output", "prompt", "size", "width"].sort(),
  );
  expect(textOf(answer)).toContain("7 things are wrong:");
  expect(textOf(answer)).toContain("nearest: 4K");
  expect(emulator.journal.requests).toEqual([]);
});

test("a call without arguments, one for the wrong tool and an unknown model are told as plainly", async () => {
  const { call } = await createWorld();
  expect(textOf(await call("seedkit_generate_image"))).toContain("prompt: is missing");
  expect(textOf(await call("seedkit_edit_image", { prompt: "x" }))).toContain("image_input: is missing");
  const mixed = await call("seedkit_generate_image", { prompt: "x", image_input: ["a.png"] });
  expect(textOf(mixed)).toContain("use seedkit_edit_image");
  const model = await call("seedkit_generate_image", { prompt: "x", model: "seedream-45" });
  expect(textOf(model)).toContain("Did you mean seedream-4.5?");
});

test("no arguments at all, of any type, break a tool", async () => {
  const { call } = await createWorld();
  const odd = [null, 7, "x", [], {}, { a: 1 }, true];
  for (const { name, inputSchema } of toolDescriptors()) {
    for (const value of odd) {
      const given = Object.fromEntries(Object.keys(inputSchema.properties).map((key) => [key, value]));
      const text = textOf(await call(name, given));
      expect(text, `${name} ${JSON.stringify(value)}`).not.toMatch(
        /internal|undefined|TypeError|is not a function/,
      );
    }
  }
});
