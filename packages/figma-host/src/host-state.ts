import type { Clock } from "@seedkit/core";
import type { ClientStorage } from "./api/client-storage.ts";
import type { Viewport } from "./api/figma.ts";
import type { UiState } from "./api/ui.ts";
import type { FigmaDocument } from "./document/document.ts";
import type { Plugin } from "./plugin/load-plugin.ts";
import type { Run } from "./run.ts";
import type { MachineLimits } from "./vm/machine.ts";

export type LogLine = { readonly level: string; readonly text: string };
export type Crash = { readonly name: string; readonly message: string; readonly stack: string };

/** A toast at the bottom of the canvas. */
export type Notification = {
  readonly id: number;
  readonly message: string;
  readonly error: boolean;
  /** The text of its button. */
  readonly button?: string;
  /** ms. */
  readonly timeout?: number;
  cancelled: boolean;
};

/** What outlives a run, and what a run tells the host. */
export type HostState = {
  readonly plugin: Plugin;
  readonly document: FigmaDocument;
  readonly storage: ClientStorage;
  readonly viewport: Viewport;
  readonly fonts: readonly { readonly family: string; readonly style: string }[];
  readonly clock: Clock;
  readonly limits: MachineLimits;
  readonly logs: LogLine[];
  crashed(crash: Crash): void;
  uiChanged(ui: UiState | undefined, isNew: boolean): void;
  messageToUi(message: unknown): void;
  notify(message: string, options: { error: boolean; button?: string; timeout?: number }): number;
  cancelNotification(id: number): void;
  ended(run: Run, message: string): void;
  settled(): void;
};
