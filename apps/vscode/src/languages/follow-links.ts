import * as vscode from "vscode";
import type { JobOutcome, JobRequest, Link } from "../core/jobs/job.ts";
import { nameOf } from "../flow/words.ts";
import { changeLinks } from "./change-links.ts";

type Ended = { readonly request: JobRequest; readonly outcome: JobOutcome };
type Renamed = { readonly link: Link; readonly wanted: string; readonly name: string };

/** Changes the links to images that were saved under another name than they have, and says so. */
export async function followLinks(ended: readonly Ended[]): Promise<void> {
  const renamed = ended.flatMap(({ request: { target }, outcome }): Renamed[] => {
    const [saved] = outcome.images;
    if (target.kind !== "file" || !target.link || !saved || saved.uri === target.uri) return [];
    return [{ link: target.link, wanted: nameOf(target.uri), name: nameOf(saved.uri) }];
  });
  const [first] = renamed;
  if (!first) return;
  for (const document of new Set(renamed.map(({ link }) => link.document))) {
    const there = renamed.filter(({ link }) => link.document === document);
    const names = new Map(there.map(({ link, name }) => [link.path, name]));
    await changeLinks(vscode.Uri.parse(document, true), names);
  }
  const { t } = vscode.l10n;
  void vscode.window.showInformationMessage(
    renamed.length === 1
      ? t("Saved as {0}, and the link was changed: {1} could not be written.", first.name, first.wanted)
      : t("{0} images were saved under other names, and their links were changed.", renamed.length),
  );
}
