import type { ClientEvent } from "@seedkit/core";
import { cancelled } from "../command-error.ts";
import { interruptible } from "../interrupt.ts";
import { connect } from "../settings/connect.ts";
import { requireKey } from "../settings/key.ts";
import { painter } from "../terminal/colour.ts";
import type { Define } from "./table.ts";

const examples = `
Examples:
  $ seedkit upload room.jpg lamp.png
  $ seedkit generate "this lamp in this room" $(seedkit upload room.jpg lamp.png | sed 's/^/--image-input /')

\`generate --image-input room.jpg\` uploads by itself: upload is for addresses that are used again.
Uploaded images can be read by anyone who has their address, and stay.
`;

/** \`seedkit upload\`: prints the address of each file, in order. */
export const upload: Define = (command, host) => {
  command
    .argument("<files...>", "JPEG, PNG, WebP, GIF or AVIF files")
    .option(
      "--base-url <url>",
      "another address of the API [default SEGMIND_BASE_URL; uploads: SEGMIND_UPLOAD_URL]",
    )
    .option("--timeout <seconds>", "the longest to wait [default 300]")
    .option("--json", "print one JSON document")
    .addHelpText("after", examples);
  command.action(async (files: string[], options: { baseUrl?: string; timeout?: string; json?: boolean }) => {
    const { loadReferences } = await import("@seedkit/core/node");
    const references = await loadReferences(files, { cwd: host.cwd });
    const key = (await requireKey(host)).value;
    const onEvent = (event: ClientEvent) => {
      if (event.type !== "warning") return;
      host.stderr.write(`${painter(host, host.stderr)("yellow", "Note:")} ${event.warning.message}\n`);
    };
    const { client } = await connect(host, { ...options, onEvent }, key);
    const urls = await interruptible(
      host,
      (signal) => client.upload(references, { signal }),
      () => cancelled("no"),
    );
    if (options.json) {
      const uploaded = files.map((file, index) => ({ file, url: urls[index] }));
      host.stdout.write(`${JSON.stringify({ version: 1, files: uploaded }, undefined, 2)}\n`);
    } else {
      for (const url of urls) host.stdout.write(`${url}\n`);
    }
  });
};
