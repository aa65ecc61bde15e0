import { stripVTControlCharacters } from "node:util";
import { expect, test, vi } from "vitest";
import { createWorld, key } from "./world.ts";

test("on a terminal: a line with time, price and the way out, then the images in columns", async () => {
  const world = await createWorld({ latency: 100 });
  const ran = await world.run(["generate", "fox", "--no-preview"], { tty: true, env: { LANG: "C.UTF-8" } });
  expect(ran.stderr).toContain("0:00 of usually 0:32");
  expect(ran.stderr).toContain("$0.04");
  expect(ran.stderr).toContain("Ctrl-C cancels");
  expect(stripVTControlCharacters(ran.stdout)).toMatch(/fox\.jpg {2}2048x2048 {2}JPEG {2}\d/);
  // The moving line is gone before anything that stays is written.
  expect(ran.stderr).toContain("\u001b[2K\u001b[2m1 image in");
});

test("NO_COLOR takes the colours away, and nothing else", async () => {
  const world = await createWorld();
  const coloured = await world.run(["generate", "fox", "--nope"], { tty: true });
  const plain = await world.run(["generate", "fox", "--nope"], { tty: true, env: { NO_COLOR: "1" } });
  expect(coloured.stderr).toContain("\u001b[31m");
  expect(plain.stderr).not.toContain("\u001b");
  expect(stripVTControlCharacters(coloured.stderr)).toBe(plain.stderr);
});

test("in a pipe there is no escape sequence anywhere, whatever is asked for", async () => {
  const world = await createWorld();
  const ran = await world.run(["generate", "fox", "--preview"]);
  expect(ran.stdout).toBe("fox.jpg\n");
  expect(ran.stdout + ran.stderr).not.toContain("\u001b");
});

test.each([
  ["kitty", { KITTY_WINDOW_ID: "1", TERM_PROGRAM: "" }, "\u001b_Ga=T,f=100,q=2,m="],
  [
    "iTerm2",
    { KITTY_WINDOW_ID: "", TERM: "xterm", TERM_PROGRAM: "vscode", TERM_PROGRAM_VERSION: "1.106.0" },
    "\u001b]1337;File=inline=1",
  ],
])("shows the picture where the terminal is known to: %s", async (_, env, begins) => {
  const world = await createWorld();
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  try {
    const ran = await world.run(["generate", "fox"], { tty: true });
    expect(ran.stdout).toContain(begins);
    expect((await world.run(["generate", "fox", "--no-preview"], { tty: true })).stdout).not.toContain(
      begins,
    );
    expect((await world.run(["generate", "fox", "--json"], { tty: true })).stdout).not.toContain(begins);
  } finally {
    vi.unstubAllEnvs();
  }
});

test("an unknown terminal shows none unless asked, then in sixels", async () => {
  const world = await createWorld();
  for (const name of [
    "KITTY_WINDOW_ID",
    "KITTY_PID",
    "TERM_PROGRAM",
    "WEZTERM_PANE",
    "GHOSTTY_RESOURCES_DIR",
  ])
    vi.stubEnv(name, "");
  vi.stubEnv("TERM", "xterm");
  try {
    expect((await world.run(["generate", "fox"], { tty: true })).stdout).not.toContain("\u001bP");
    expect((await world.run(["generate", "fox", "--preview"], { tty: true })).stdout).toContain("\u001bP");
  } finally {
    vi.unstubAllEnvs();
  }
});

test("the key is in nothing that is printed, whatever goes wrong", async () => {
  const texts: string[] = [];
  for (const kind of ["moderated", "html-200", "json-error-200", "reset-before"] as const) {
    const world = await createWorld({ faults: [{ fault: { kind }, times: 1 }] });
    for (const words of [
      ["generate", "fox"],
      ["generate", "fox", "--json"],
      ["credits"],
      ["plan", "fox", "--json"],
    ]) {
      const ran = await world.run(words);
      texts.push(ran.stdout, ran.stderr);
    }
  }
  const world = await createWorld({
    faults: [{ fault: { kind: "status", status: 400, body: { error: `bad key ${key}` } } }],
  });
  texts.push(
    (await world.run(["generate", "fox"])).stderr,
    (await world.run(["generate", "fox", "--json"])).stderr,
  );
  const all = texts.join("\n");
  expect(all).toContain("bad key");
  expect(all).not.toContain(key);
  expect(all).not.toContain(Buffer.from(key).toString("base64").replace(/=+$/, ""));
});
