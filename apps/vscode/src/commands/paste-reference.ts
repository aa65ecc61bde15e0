import * as vscode from "vscode";
import { nextReferences, setNextReferences } from "../flow/references.ts";
import { readTyped } from "../references/read-typed.ts";
import type { Services } from "../services.ts";

/** Adds the image that the clipboard's text names: a path, an address, or a data URI. */
export async function run(services: Services): Promise<void> {
  const uri = await readTyped(services, await vscode.env.clipboard.readText());
  if (uri) await setNextReferences(services, [...new Set([...nextReferences(services), uri.toString()])]);
}
