import * as vscode from "vscode";

/** What the user set. An empty text stands for the model's or the service's own default. */
export type Settings = {
  readonly model: string;
  readonly size: string;
  readonly aspectRatio: string;
  readonly outputFolder: string;
  readonly fileName: string;
  readonly insertStyle: "auto" | "path" | "html" | "markdown";
  /** Generations at once. */
  readonly concurrency: number;
  /** The longest a generation may take, in ms. */
  readonly timeoutMs: number;
  readonly baseUrl: string;
  /** Opens a new image beside the editor. */
  readonly openImage: boolean;
};

/** The settings as they hold for a resource: a file, a folder, or a document with its language. */
export function readSettings(scope?: vscode.ConfigurationScope): Settings {
  const values = vscode.workspace.getConfiguration("seedkit", scope);
  const text = (name: string, fallback = "") => values.get<string>(name)?.trim() || fallback;
  return {
    model: text("model"),
    size: text("size"),
    aspectRatio: text("aspectRatio"),
    outputFolder: text("outputFolder"),
    fileName: text("fileName", "{prompt}"),
    insertStyle: text("insertStyle", "auto") as Settings["insertStyle"],
    concurrency: within(values.get("concurrency"), 4, 1, 32),
    timeoutMs: within(values.get("timeout"), 300, 30, 3600) * 1000,
    baseUrl: text("baseUrl"),
    openImage: values.get("openImage") !== false,
  };
}

// settings.json takes any value: the schema only underlines it.
function within(value: unknown, fallback: number, least: number, most: number): number {
  if (typeof value !== "number" || !Number.isFinite(value)) return fallback;
  return Math.min(most, Math.max(least, Math.round(value)));
}
