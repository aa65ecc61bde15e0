import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { themes } from "../workbench/theme.ts";

export type Settings = Record<string, unknown>;

/**
 * A workbench that shows nothing by itself and asks nobody on the network. Names and values are today's: an older one
 * the workbench would put right at each start, with the file opened and the JSON and TypeScript servers woken for it.
 */
export const quietSettings: Settings = {
  "workbench.colorTheme": themes.dark.label,
  "workbench.startupEditor": "none",
  // What opens late would take the selection from what a test has selected since.
  "explorer.autoReveal": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.tips.enabled": false,
  // Less to draw.
  "editor.cursorBlinking": "solid",
  "editor.minimap.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "extensions.autoUpdate": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  // As on the desktop; in a browser files would be saved by themselves.
  "files.autoSave": "off",
  "git.enabled": false,
  // It would ask npm for types.
  "js/ts.tsserver.automaticTypeAcquisition.enabled": false,
  "chat.disableAIFeatures": true,
  "files.simpleDialog.enable": true,
};

/** The user's settings.json, which the workbench writes to as well. */
export function createSettingsFile(path: string, settings: Settings) {
  let values = { ...quietSettings, ...settings };
  mkdirSync(dirname(path), { recursive: true });
  write();

  function write(): void {
    // In one step: the workbench may read at any moment.
    writeFileSync(`${path}.new`, JSON.stringify(values, null, 1));
    renameSync(`${path}.new`, path);
  }

  return {
    /** An open workbench reads it when the page loads; `undefined` takes the setting out. */
    set(key: string, value: unknown): void {
      values = { ...values, ...read(path), [key]: value };
      write();
    },
  };
}

/** Nothing where the workbench is writing it just now: it empties the file first. */
function read(path: string): Settings {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return {};
  }
}
