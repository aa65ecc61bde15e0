import * as vscode from "vscode";
import { encodePath } from "../core/insert/escape.ts";
import type { SavedImage } from "../core/jobs/job.ts";
import { syntaxOf } from "../core/language.ts";
import { imageReferences } from "../core/links/image-references.ts";
import { withFileName } from "../core/links/local-path.ts";
import { runSeveral } from "../flow/run-several.ts";
import { nameOf } from "../flow/words.ts";
import { rememberLastImage } from "../host/last-image.ts";
import { runWithProgress } from "../jobs/run-job.ts";
import type { Services } from "../services.ts";
import type { MissingImage } from "./find-missing.ts";
import { rangeOf } from "./missing-actions.ts";
import { requestFor } from "./missing-request.ts";

type Described = { readonly image: MissingImage; readonly prompt: string };

/** Makes missing images at their very places. Where another extension is true, the links say so too. */
export async function makeMissing(
  services: Services,
  document: vscode.TextDocument,
  described: readonly Described[],
): Promise<void> {
  const requests = described.map(({ image, prompt }) => requestFor(image, prompt));
  const [request] = requests;
  const outcomes =
    request && requests.length === 1
      ? [await runWithProgress(services, request, { later: ({ images }) => settle([images]) })]
      : await runSeveral(services, requests);
  await settle(outcomes.map(({ images }) => images));

  async function settle(saved: readonly (readonly SavedImage[])[]) {
    const last = saved.flat().at(-1);
    if (last) await rememberLastImage(services, last);
    const renamed = new Map(
      described.flatMap(({ image }, index) => {
        const uri = saved[index]?.[0]?.uri;
        return uri === undefined || uri === image.uri.toString() ? [] : [[image.path, nameOf(uri)] as const];
      }),
    );
    if (renamed.size > 0) await changeLinks(document, renamed);
  }
}

/** `names`: of the files that came instead, by the path that the document names. */
async function changeLinks(
  document: vscode.TextDocument,
  names: ReadonlyMap<string | undefined, string>,
): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const targets = new Set<number>();
  for (const { path, target } of imageReferences(
    document.getText(),
    syntaxOf(document.languageId, document.uri.path),
  )) {
    const name = names.get(path);
    // A definition may be used more than once.
    if (name === undefined || targets.has(target.start)) continue;
    targets.add(target.start);
    const range = rangeOf(document, target);
    edit.replace(document.uri, range, withFileName(document.getText(range), encodePath(name)));
  }
  await vscode.workspace.applyEdit(edit);
}
