import { fileURLToPath } from "node:url";
import type { Suite } from "../section.ts";
import { median } from "../statistics.ts";
import { runInside } from "./vscode-inside.ts";
import { openWindows } from "./vscode-window.ts";

const vsix = fileURLToPath(new URL("../../../../apps/vscode/dist/seedkit-vscode.vsix", import.meta.url));

/** How long the built VS Code extension takes, beside one that opens an input box and does nothing else. */
export const vscode: Suite = {
  id: "vscode",
  async run({ quick }) {
    // An even number: each is as often the first in a window, while the editor itself still starts, as the other.
    const rounds = quick ? 2 : 10;
    const { ours, bare } = await openWindows(vsix, rounds);
    const inside = await runInside(vsix, quick ? 1 : 3);
    const ms = (value: number) => value.toFixed(value < 10 ? 1 : 0);
    const pair = (what: string, own: readonly number[], base: readonly number[], promised: string) => [
      what,
      ms(median(own)),
      ms(Math.max(...own)),
      ms(median(base)),
      `${(median(own) / Math.max(median(base), 0.1)).toFixed(2)}x`,
      promised,
    ];
    const idle = inside.map(({ typing }) => typing.idle);
    const busy = inside.map(({ typing }) => typing.busy);
    const manifests = inside.map(({ manifest }) => manifest);
    const row = (what: string, list: readonly number[], promised: string) => [
      what,
      ms(median(list)),
      ms(Math.max(...list)),
      promised,
    ];
    return {
      title: "VS Code extension",
      method: `The built .vsix in VS Code 1.139 (code-server) and Chromium. ${rounds} windows, in each of which it takes turns with an extension that opens an input box and does nothing else. Activation is what VS Code's list of running extensions says: loading the code and calling \`activate\`. A command is timed from the click in the palette until its input box is drawn; the first one in a window waits for the editor's own start and has a row of its own. Below it, from inside the extension host, ${inside.length} windows each: the call of \`activate\` alone; typing by the \`type\` command, alone and while 8 jobs wait for their images; a manifest of 10,000 entries, from when the editor tells extensions of the document (before that none can do anything) until the extension has handed over what it finds. All lenses are in the editor later, whoever gives them: it is asked for them by the command that editors use, in turns with a provider that has 10,001 lenses ready for a document of the same text.`,
      tables: [
        {
          columns: ["", "ours: median, ms", "slowest", "bare: median, ms", "ratio", "promised"],
          rows: [
            pair("activation: code loaded and called", ours.activation, bare.activation, ""),
            pair("command → its first input, extension asleep", ours.firstUse, bare.firstUse, "100"),
            pair("command → its first input, once more", ours.secondUse, bare.secondUse, "100"),
            pair("the first command of a window just loaded", ours.opening, bare.opening, ""),
            pair(
              "manifest of 10,000 entries: opened → all lenses in the editor",
              inside.map(({ lenses }) => lenses.oursMs),
              inside.map(({ lenses }) => lenses.bareMs),
              "",
            ),
            pair(
              "a key typed: while 8 jobs run, and with none",
              busy.map(({ medianMs }) => medianMs),
              idle.map(({ medianMs }) => medianMs),
              "as without",
            ),
            pair(
              "extension host late by at most: while 8 jobs run, and with none",
              busy.map(({ lagMs }) => lagMs),
              idle.map(({ lagMs }) => lagMs),
              "",
            ),
          ],
        },
        {
          columns: ["", "median, ms", "slowest", "promised"],
          rows: [
            row(
              "the call of `activate`",
              inside.map(({ activation }) => activation.activateMs),
              "20",
            ),
            row(
              "manifest of 10,000 entries: opened → the editor tells extensions of it",
              manifests.map(({ toldMs }) => toldMs),
              "",
            ),
            row(
              "told → its problems are handed over",
              manifests.map(({ diagnosticsMs }) => diagnosticsMs),
              "500",
            ),
            row(
              "told → its 10,001 lenses are handed over",
              inside.map(({ lenses }) => lenses.readyMs),
              "500",
            ),
            row(
              "a key typed into it",
              manifests.map(({ medianKeyMs }) => medianKeyMs),
              "",
            ),
            row(
              "extension host late by at most, while it opens",
              manifests.map(({ openingLagMs }) => openingLagMs),
              "",
            ),
            row(
              "extension host late by at most, while one types",
              manifests.map(({ typingLagMs }) => typingLagMs),
              "",
            ),
          ],
        },
      ],
      measures: [],
    };
  },
};
