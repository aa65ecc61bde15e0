import { type CostEstimate, closestRatio, estimate, fields, sumCosts } from "@seedkit/core";
import type * as vscode from "vscode";
import { inputOf } from "../core/flow/form.ts";
import type { JobRequest } from "../core/jobs/job.ts";
import { preferredChoices, preferredModel } from "../flow/preferences.ts";
import { nameOf } from "../flow/words.ts";
import type { MissingImage } from "./find-missing.ts";

/**
 * What makes a missing image: by the settings, in the proportions that its attributes ask for. `document`: where its
 * link is.
 */
export function requestFor(
  { uri, path, width, height }: MissingImage,
  prompt: string,
  document?: vscode.Uri,
): JobRequest {
  const model = preferredModel(undefined, uri);
  const choices = { ...preferredChoices(model, undefined, uri) };
  const ratios = fields(model).find(({ name }) => name === "aspect_ratio")?.options;
  const ratio = width && height && ratios ? closestRatio(width, height, ratios) : undefined;
  if (ratio) choices.aspect_ratio = ratio;
  return {
    title: nameOf(uri.toString()),
    model: model.id,
    input: inputOf({ prompt, model: model.id, choices, references: [], count: 1 }, model),
    references: [],
    target: {
      kind: "file",
      uri: uri.toString(),
      ...(document && path !== undefined && { link: { document: document.toString(), path } }),
    },
  };
}

/** What it costs to make them: each file once, however often it is shown. */
export function priceOf(missing: readonly MissingImage[]): CostEstimate {
  const requests = distinct(missing).map((image) => requestFor(image, image.alt || "-"));
  return sumCosts(requests.map(({ model, input }) => estimate(model, input)));
}

/** One of each file: the first that has a description. */
export function distinct(missing: readonly MissingImage[]): readonly MissingImage[] {
  const files = new Map<string, MissingImage>();
  for (const image of missing) {
    const id = image.uri.toString();
    if (!files.get(id)?.alt) files.set(id, image);
  }
  return [...files.values()];
}
