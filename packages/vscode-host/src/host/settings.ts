import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

export type Settings = Record<string, unknown>;

/** A workbench that shows nothing by itself and asks nobody on the network. */
export const quietSettings: Settings = {
  "workbench.startupEditor": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.tips.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "chat.disableAIFeatures": true,
  "files.simpleDialog.enable": true,
};

/** The user's settings.json. */
export function createSettingsFile(path: string, settings: Settings) {
  const write = (values: Settings) => writeFileSync(path, JSON.stringify(values, null, 1));
  mkdirSync(dirname(path), { recursive: true });
  write({ ...quietSettings, ...settings });
  return {
    path,
    /** An open workbench reads it when the page loads; `undefined` takes the setting out. */
    set(key: string, value: unknown): void {
      const values: Settings = JSON.parse(readFileSync(path, "utf8"));
      values[key] = value;
      write(values);
    },
  };
}
