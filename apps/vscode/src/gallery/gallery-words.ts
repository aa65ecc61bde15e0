import * as vscode from "vscode";
import type { GalleryWords } from "../core/gallery/messages.ts";

export function galleryWords(): GalleryWords {
  const { t } = vscode.l10n;
  return {
    title: t("Seedkit Gallery"),
    empty: t("No image yet."),
    generate: t("Generate Image…"),
    insert: t("Insert"),
    regenerate: t("Regenerate"),
    edit: t("Edit…"),
    reveal: t("Reveal"),
    copyPrompt: t("Copy Prompt"),
    compare: t("Compare with…"),
    comparison: t("Comparison"),
    chooseOther: t("Choose the picture to compare it with. Esc to leave it."),
    slider: t("Where the one picture ends and the other begins"),
    close: t("Close"),
    actualSize: t("Actual Size"),
    first: t("A"),
    hint: t("Enter shows a picture, Space compares. An image that is pasted or dropped here is a reference."),
  };
}
