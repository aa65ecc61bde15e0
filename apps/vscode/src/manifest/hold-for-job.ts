import { SeedkitError } from "@seedkit/core";
import * as vscode from "vscode";
import type { JobRecord } from "../core/jobs/job.ts";
import type { Held } from "../core/jobs/queue-host.ts";
import { heldCall } from "../core/manifest/held-call.ts";
import { wasMadeMeanwhile } from "../jobs/still-wanted.ts";
import type { Services } from "../services.ts";
import { heldError, holdFolder } from "./hold-folder.ts";

/**
 * Holds the folder of an entry while its call is under way; a file of its own needs none.
 * @throws SeedkitError where somebody else works there, or has made it meanwhile
 */
export async function holdForJob(
  services: Services,
  { request, ticket }: JobRecord,
): Promise<Held | undefined> {
  const { target } = request;
  if (target.kind !== "entry") return undefined;
  const folder = vscode.Uri.joinPath(vscode.Uri.parse(target.manifest, true), "..");
  const hold = await holdFolder(services, folder);
  if ("holder" in hold) throw heldError(folder, hold.holder);
  // Whoever planned the call held the folder already.
  if (hold.isFirst && !ticket && (await wasMadeMeanwhile(services, request))) {
    await hold.release();
    const made = vscode.l10n.t("{0} was generated meanwhile", request.title);
    throw new SeedkitError("invalid_input", made, { charged: "no", retryable: false });
  }
  return heldCall(hold, target);
}
