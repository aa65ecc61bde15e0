import type * as vscode from "vscode";
import type { TakeFolder } from "../core/manifest/folder-holds.ts";

/** What differs between the extension host in Node and the one in a web worker. All else is one code base. */
export type Environment = {
  readonly name: "node" | "web";
  /** The key of the process's environment, where there is one: used while none is stored. */
  apiKey(): string | undefined;
  /** The address of the process's environment, where there is one: used while the setting is empty. */
  baseUrl(): string | undefined;
  /** Runs a script of the extension beside it, in a thread of its own. @throws where none can be had */
  startWorker(script: vscode.Uri): Promise<WorkerThread>;
  /** What runs a script in a process of its own, with `ELECTRON_RUN_AS_NODE`. */
  readonly runtime?: string;
  /** Where a file of this machine really lies, links followed as far as it exists. */
  realPath?(path: string): Promise<string>;
  /**
   * Gives a file of this machine another name, in one step. @throws Error of the system, `EEXIST` where something has
   * that name and may not be replaced
   */
  moveFile?(from: string, to: string, options: { readonly overwrite: boolean }): Promise<void>;
  /** Takes a folder of this machine, as `seedkit batch run` does. A browser has no processes to keep apart. */
  readonly takeFolder?: TakeFolder;
};

export type WorkerThread = {
  post(message: unknown): void;
  listen(hear: (message: unknown) => void): void;
  /** It ended, and does no more. */
  onEnd(hear: (error: Error) => void): void;
  end(): void;
};

/** Where the environment's key stands. */
export const keyVariable = "SEGMIND_API_KEY";
