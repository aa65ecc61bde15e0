import * as vscode from "vscode";
import type { JobRequest, SavedImage } from "../core/jobs/job.ts";
import { runSeveral } from "../flow/run-several.ts";
import { nameOf } from "../flow/words.ts";
import { rememberLastImage } from "../host/last-image.ts";
import { runWithProgress } from "../jobs/run-job.ts";
import type { Services } from "../services.ts";
import { changeLinks } from "./change-links.ts";
import type { MissingImage } from "./find-missing.ts";
import { requestFor } from "./missing-request.ts";

type Described = { readonly image: MissingImage; readonly prompt: string };

/** Makes missing images at their very places. Where another extension is true, the links say so too. */
export async function makeMissing(
  services: Services,
  document: vscode.Uri,
  described: readonly Described[],
): Promise<void> {
  const requests = described.map(({ image, prompt }) => requestFor(image, prompt));
  const settle = (images: readonly (SavedImage | undefined)[]) =>
    follow(
      services,
      document,
      images.flatMap((saved, index) => {
        const image = described[index]?.image;
        return saved && image ? [{ image, saved }] : [];
      }),
    );
  const again = (failed: readonly JobRequest[]) => {
    const places = new Set(failed.map(placeOf));
    const rest = described.filter(({ image }) => places.has(image.uri.toString()));
    return makeMissing(services, document, rest);
  };
  const [request] = requests;
  const outcomes =
    request && requests.length === 1
      ? [await runWithProgress(services, request, { later: ({ images }) => settle([images[0]]) })]
      : await runSeveral(services, requests, again);
  await settle(outcomes.map(({ images }) => images[0]));
}

const placeOf = ({ target }: JobRequest) => (target.kind === "file" ? target.uri : "");

type Came = { readonly image: MissingImage; readonly saved: SavedImage };

/** What follows from images that are there. */
async function follow(services: Services, document: vscode.Uri, came: readonly Came[]): Promise<void> {
  const last = came.at(-1)?.saved;
  if (last) await rememberLastImage(services, last);
  const renamed = came.filter(({ image, saved }) => saved.uri !== image.uri.toString());
  const [first] = renamed;
  if (!first) return;
  await changeLinks(document, new Map(renamed.map(({ image, saved }) => [image.path, nameOf(saved.uri)])));
  const { t } = vscode.l10n;
  const name = nameOf(first.saved.uri);
  void vscode.window.showInformationMessage(
    renamed.length === 1
      ? t(
          "Saved as {0}, and the link was changed: {1} could not be written.",
          name,
          nameOf(first.image.uri.toString()),
        )
      : t("{0} images were saved under other names, and their links were changed.", renamed.length),
  );
}
