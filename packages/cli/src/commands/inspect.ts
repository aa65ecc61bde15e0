import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { readProvenance } from "@seedkit/batch";
import { readHeader } from "@seedkit/core";
import { usageError } from "../command-error.ts";
import { columns, formatBytes } from "../output/format.ts";
import { painter } from "../terminal/colour.ts";
import { printable } from "../terminal/printable.ts";
import type { Define } from "./table.ts";

const examples = `
Examples:
  $ seedkit inspect images/hero.jpg
  $ seedkit inspect images/hero.jpg --json | jq -r .provenance.prompt

Anyone can write such a note into a file, and many programs drop it: it is a label, no proof.
`;

/** \`seedkit inspect\`: what an image file says about how it was made. */
export const inspect: Define = (command, host) => {
  command
    .argument("<file>", "a JPEG, PNG or WebP file")
    .option("--json", "print one JSON document")
    .addHelpText("after", examples);
  command.action(async (file: string, { json = false }: { json?: boolean }) => {
    const bytes = await readImage(resolve(host.cwd, file), file);
    const document = describe(file, bytes);
    if (json) {
      host.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
      return;
    }
    const { mediaType, width, height, provenance } = document;
    const paint = painter(host, host.stdout);
    const rows = [
      ["File", file],
      ["Type", mediaType ?? "unknown"],
      ["Size", `${width && height ? `${width}x${height}, ` : ""}${formatBytes(bytes.length)}`],
      ["Made by AI", provenance?.madeByAi ? "yes, it says" : "it does not say"],
      ...(provenance?.model ? [["Model", provenance.model]] : []),
      ...(provenance?.key ? [["Key", provenance.key]] : []),
      ...(provenance?.tool ? [["Tool", provenance.tool]] : []),
      ...(provenance?.prompt
        ? [["Prompt", `${provenance.prompt}${provenance.promptShortened ? " [shortened]" : ""}`]]
        : []),
    ].map(([label = "", value = ""]) => [paint("bold", label), printable(value)]);
    host.stdout.write(columns(rows, host.stdout.isTTY ? (host.stdout.columns ?? 80) : undefined));
  });
};

function describe(file: string, bytes: Uint8Array) {
  const header = readHeader(bytes);
  return {
    version: 1,
    file,
    mediaType: header?.mediaType ?? null,
    width: header?.width ?? null,
    height: header?.height ?? null,
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    provenance: readProvenance(bytes) ?? null,
  };
}

async function readImage(path: string, named: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why =
      code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "that is a folder" : message;
    throw usageError(`${named}: ${why}`);
  }
}
