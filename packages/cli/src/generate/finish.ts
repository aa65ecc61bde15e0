import { isSeedkitError } from "@seedkit/core";
import { withDetails } from "../command-error.ts";
import { errorJson } from "../error-json.ts";
import type { Host } from "../host.ts";
import { shown } from "../output/check-target.ts";
import { resultDocument } from "../output/document.ts";
import { columns, counted, formatBytes } from "../output/format.ts";
import type { SavedImage } from "../output/save-image.ts";
import type { Pending } from "../pending.ts";
import { painter } from "../terminal/colour.ts";
import { preview, previewProtocol } from "../terminal/preview.ts";
import type { Failure, Ledger } from "./ledger.ts";
import { summary } from "./summary.ts";

export type Run = {
  readonly ledger: Ledger;
  readonly calls: number;
  readonly json: boolean;
  readonly preview: boolean | undefined;
  readonly pending: Pending | undefined;
  readonly emulated: boolean;
};

/** Prints what a run gave, and throws its first failure for the caller to report last. */
export async function finish(host: Host, run: Run): Promise<void> {
  const { calls, json, emulated } = run;
  const failures = await Promise.all(
    run.ledger.failures.map((failure) => (emulated ? unpaid(failure) : withRecovery(failure, run.pending))),
  );
  const ledger = { ...run.ledger, failures };
  const [first, ...others] = failures;
  // One call that failed is an error and no result; of several, what went well is listed.
  if (json && (first === undefined || calls > 1 || ledger.images.length > 0)) {
    host.stdout.write(`${JSON.stringify(resultDocument(ledger, calls), undefined, 2)}\n`);
  }
  if (!json) {
    await printImages(host, ledger.images, run.preview);
    const paint = painter(host, host.stderr);
    if (ledger.images.length > 0) host.stderr.write(`${paint("dim", summary(ledger, emulated))}\n`);
    tellOthers(host, others, first);
  }
  if (first !== undefined) throw first.error;
}

/** The failures beside the first, which is told last. What was never sent is only counted. */
function tellOthers(host: Host, others: readonly Failure[], first: Failure | undefined): void {
  const paint = painter(host, host.stderr);
  const unsent = others.filter(({ error }) => isSeedkitError(error) && error.attempts === 0);
  for (const failure of others) {
    if (unsent.includes(failure)) continue;
    const { message, charged, hint, imageUrls = [] } = errorJson(failure.error);
    const cost =
      charged === "maybe" ? "may have been charged" : charged === "yes" ? "charged" : "not charged";
    host.stderr.write(`${paint("red", "Failed:")} call ${failure.call}: ${message} (${cost})\n`);
    if (hint && hint !== errorJson(first?.error).hint) host.stderr.write(`  ${hint}\n`);
    for (const url of imageUrls) host.stderr.write(`  ${url}\n`);
  }
  if (unsent.length > 0) host.stderr.write(`${counted(unsent.length, "call")} more not sent.\n`);
}

async function printImages(
  host: Host,
  saved: readonly SavedImage[],
  asked: boolean | undefined,
): Promise<void> {
  const images = [...saved].sort((a, b) => a.index - b.index);
  if (!host.stdout.isTTY) {
    for (const { file } of images) host.stdout.write(`${shown(host, file)}\n`);
    return;
  }
  const protocol = await previewProtocol(host, asked);
  for (const { image } of protocol ? images : []) {
    host.stdout.write((await preview(image.bytes, protocol ?? "sixel")) ?? "");
  }
  const paint = painter(host, host.stdout);
  const rows = images.map(({ file, image }) => {
    const type = image.mediaType.replace("image/", "").toUpperCase();
    return [
      paint("green", shown(host, file)),
      `${image.width}x${image.height}`,
      type,
      formatBytes(image.bytes.length),
    ];
  });
  host.stdout.write(columns(rows));
}

/** What the embedded emulator charges is play money, gone with it. */
function unpaid(failure: Failure): Failure {
  const { error } = failure;
  if (!isSeedkitError(error) || error.charged === "no") return failure;
  return { ...failure, error: withDetails(error, { charged: "no", hint: "The emulator costs nothing." }) };
}

/** A failure whose request is still noted says how to fetch what it may give. */
async function withRecovery(failure: Failure, pending: Pending | undefined): Promise<Failure> {
  const { error } = failure;
  if (!pending || !isSeedkitError(error) || !error.requestId) return failure;
  if (error.code === "not_found") return failure;
  if (!(await pending.find(error.requestId))) return failure;
  const hint = `Fetch its result within the hour: seedkit recover ${error.requestId}`;
  return { ...failure, error: withDetails(error, { hint }) };
}
