import type { Money } from "@seedkit/core";
import { type MadeImage, madeText } from "@seedkit/mcp/tools";
import * as vscode from "vscode";
import { imageText } from "../core/insert/image-text.ts";
import type { SavedImage } from "../core/jobs/job.ts";
import type { Services } from "../services.ts";
import { nameInWorkspace } from "./inside-workspace.ts";
import { pictureOf } from "./picture.ts";

export type Result = {
  readonly images: readonly SavedImage[];
  readonly price: Money;
  readonly left: Money;
  readonly notes: readonly string[];
};

/** What a model is answered: path, size, price and Markdown link as text, and the pictures themselves. */
export async function toolResult(
  services: Services,
  { images, price, left, notes }: Result,
): Promise<vscode.LanguageModelToolResult> {
  const pictures = await Promise.all(
    images.map(async (image) => {
      // It is paid for and saved: what cannot be read back is told all the same.
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(image.uri, true)).then(
        (read) => read,
        () => new Uint8Array(),
      );
      const picture = await pictureOf(services, image, bytes, images.length);
      return { made: madeOf(image, bytes), ...picture };
    }),
  );
  const text = madeText({
    images: pictures.map(({ made }) => made),
    model: images[0]?.model ?? "",
    price,
    sessionLeft: left,
    notes: [...notes, ...pictures.flatMap(({ note }) => note ?? []), ...images.map(linkTo)],
  });
  const parts = pictures.flatMap(({ part }) => part ?? []);
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text), ...parts]);
}

export const textResult = (...texts: string[]): vscode.LanguageModelToolResult =>
  new vscode.LanguageModelToolResult(texts.map((text) => new vscode.LanguageModelTextPart(text)));

/** What a result says in words. */
export const textOf = ({ content }: vscode.LanguageModelToolResult): string =>
  content.flatMap((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : [])).join("\n");

function madeOf({ uri, width, height, mediaType }: SavedImage, bytes: Uint8Array): MadeImage {
  const file = vscode.Uri.parse(uri, true);
  const path = file.scheme === "file" ? file.fsPath : uri;
  return { path, width, height, mediaType, bytes: bytes.length };
}

function linkTo({ uri, prompt }: SavedImage): string {
  const path = nameInWorkspace(vscode.Uri.parse(uri, true));
  const link = imageText("markdown", "markdown", { path, alt: prompt }, { before: "", after: "" });
  return `Markdown link, relative to the workspace folder: ${link}`;
}
