import * as vscode from "vscode";
import { besideFile } from "../flow/edit-images.ts";
import { makeImages } from "../flow/make-images.ts";
import { nameOf } from "../flow/words.ts";
import { chosenFiles } from "../host/chosen-files.ts";
import { readPrompt } from "../host/read-prompt.ts";
import type { Services } from "../services.ts";

export async function run(services: Services, uri?: vscode.Uri): Promise<void> {
  const [file] = chosenFiles(uri);
  if (!file) return;
  await makeImages(services, {
    kind: "variations",
    title: vscode.l10n.t("Variations of {0}", nameOf(file.toString())),
    prompt: await readPrompt(file),
    references: [file.toString()],
    several: true,
    near: file,
    ...besideFile(file, "variation"),
  });
}
