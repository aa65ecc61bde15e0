import { fields, listModels, type Model } from "@seedkit/core";
import type * as vscode from "vscode";
import type { Choices, Remembered } from "../core/flow/draft.ts";
import { fittingChoices, typedValue } from "../core/flow/form.ts";
import { readSettings } from "../host/settings.ts";

/** The model to begin with: the setting's, the one used last, or else the newest. */
export function preferredModel(remembered: Remembered | undefined, scope?: vscode.Uri): Model {
  const models: readonly Model[] = listModels();
  const ids = [setting("model", scope), remembered?.model];
  const found = ids.flatMap((id) => models.find((model) => model.id === id) ?? [])[0] ?? models.at(-1);
  if (!found) throw new Error("no model");
  return found;
}

/** What is chosen to begin with: the settings' values, then what was chosen last. */
export function preferredChoices(
  model: Model,
  remembered: Remembered | undefined,
  scope?: vscode.Uri,
): Choices {
  const set = fields(model).flatMap((field) => {
    const value = setting(camelCase(field.name), scope);
    return value === undefined ? [] : [[field.name, typedValue(field, value)] as const];
  });
  return fittingChoices(model, { ...remembered?.choices, ...Object.fromEntries(set) });
}

// A setting bears the name of the field it is for, in the settings' own spelling.
const camelCase = (name: string) => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** A setting's text; undefined where it is empty or there is none. */
function setting(name: string, scope?: vscode.Uri): string | undefined {
  const settings: Readonly<Record<string, unknown>> = readSettings(scope);
  const value = settings[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
