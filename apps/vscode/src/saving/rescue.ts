import type { GeneratedImage } from "@seedkit/core";
import { SeedkitError } from "@seedkit/core";
import * as vscode from "vscode";
import { extensionOf } from "../core/saving/image-format.ts";
import type { Services } from "../services.ts";
import { placeFirstFree } from "./place.ts";

/** Keeps a paid image that could not be saved in its place, and says where. Never throws. */
export async function rescue(
  { context, environment, log }: Services,
  image: GeneratedImage,
  wanted: vscode.Uri,
  cause: unknown,
): Promise<SeedkitError> {
  const reason = cause instanceof Error ? cause.message : String(cause);
  log.error(`${wanted.toString()} could not be written: ${reason}`);
  const name = wanted.path.slice(wanted.path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
  const folder = vscode.Uri.joinPath(context.globalStorageUri, "rescue");
  const stem = `${Date.now()}-${name}-${crypto.randomUUID().slice(0, 8)}`;
  const file = vscode.Uri.joinPath(folder, `${stem}.${extensionOf(image.mediaType)}`);
  const path = vscode.workspace.asRelativePath(wanted);
  try {
    const rescued = await placeFirstFree(environment, [file], image.bytes);
    const where = rescued.scheme === "file" ? rescued.fsPath : rescued.toString();
    log.info(`it is in ${where} instead`);
    return new SeedkitError(
      "invalid_input",
      vscode.l10n.t("{0} could not be written: {1}. The image is in {2}", path, reason, where),
      {
        charged: "yes",
        retryable: false,
        hint: vscode.l10n.t("It is paid for and safe: move it to its place."),
        cause,
      },
    );
  } catch {
    const { url } = image;
    return new SeedkitError("invalid_input", vscode.l10n.t("{0} could not be written: {1}", path, reason), {
      charged: "yes",
      retryable: false,
      hint: url
        ? vscode.l10n.t("It is paid for. Fetch it within the hour: {0}", url)
        : vscode.l10n.t("It is paid for and could be written nowhere."),
      imageUrls: url ? [url] : undefined,
      cause,
    });
  }
}
