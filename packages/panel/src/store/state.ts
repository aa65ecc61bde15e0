import type { Credits, LooseInput, SeedkitErrorJson, Ticket, Transport } from "@seedkit/core";
import type { Destination, Stored } from "../host.ts";

export type View = "create" | "history" | "settings";

/** A failure as the panel shows it; also one that came over a message channel. */
export type PanelError = SeedkitErrorJson & {
  /** The machine said it was offline when it happened. */
  readonly offline?: boolean;
};

export type PanelReference = {
  readonly id: string;
  readonly name: string;
  readonly content: Uint8Array | string;
};

export type FieldValue = string | number | null;

export type FormState = {
  readonly model: string;
  /** By field name. What is not there has the model's default. */
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly references: readonly PanelReference[];
  /** How often the request is made: each is a call, and a bill, of its own. */
  readonly count: number;
  readonly destination?: string | undefined;
};

export type Result = {
  /** `<job>/<index>` */
  readonly id: string;
  readonly index: number;
  readonly mediaType: string;
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
  /** The image itself, kept by the browser outside of the page's heap. */
  readonly blob: Blob;
  /** A small JPEG; undefined where the runtime cannot draw. */
  readonly thumb: Uint8Array | undefined;
  readonly stored: Stored;
  /** Where the host put it. */
  readonly where?: string | undefined;
  /** Why the host could not put it where it belongs. It is still here. */
  readonly undelivered?: string;
};

export type JobStatus =
  | "waiting"
  | "uploading"
  | "sending"
  | "retrying"
  | "queued"
  | "processing"
  | "downloading"
  | "done"
  | "failed"
  | "cancelled";

export type Job = {
  readonly id: string;
  /** Jobs of one press of the button share it. */
  readonly run: string;
  readonly model: string;
  readonly prompt: string;
  /** The input as it is sent; references stand as what the form held until they are uploaded. */
  readonly input: LooseInput;
  readonly place?: { readonly id: string; readonly label: string } | undefined;
  readonly transport: Transport;
  readonly status: JobStatus;
  /** width / height of what is expected. */
  readonly ratio: number;
  readonly typicalMs: number;
  /** Milliseconds since 1970; undefined until it has a slot. */
  readonly startedAt?: number | undefined;
  readonly endedAt?: number | undefined;
  readonly results: readonly Result[];
  readonly ticket?: Ticket | undefined;
  readonly error?: PanelError | undefined;
  readonly costMicros?: number | undefined;
};

export type HistoryEntry = {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly model: string;
  readonly prompt: string;
  readonly input: LooseInput;
  readonly width: number;
  readonly height: number;
  readonly costMicros: number;
  readonly stored: Stored;
};

export type Settings = {
  readonly transport: Transport;
  /** The most one press of the button may cost, in micro-dollars; null: no cap. */
  readonly capMicros: number | null;
};

export type KeyTest =
  | { readonly status: "idle" | "testing" }
  | { readonly status: "ok"; readonly credits: Credits }
  | { readonly status: "failed"; readonly error: PanelError };

export type PanelState = {
  readonly ready: boolean;
  readonly view: View;
  readonly hasKey: boolean;
  readonly keyTest: KeyTest;
  readonly credits: number | undefined;
  readonly form: FormState;
  /** True after a press of the button that could not be sent: now the fields say what is wrong. */
  readonly checked: boolean;
  readonly destinations: readonly Destination[];
  readonly jobs: readonly Job[];
  readonly history: readonly HistoryEntry[];
  readonly thumbs: Readonly<Record<string, Uint8Array>>;
  readonly settings: Settings;
  /** A failure that belongs to no job. */
  readonly problem: PanelError | undefined;
  /** Said by screen readers. */
  readonly announcement: string;
  /** Moves on once a second while something runs. Milliseconds since 1970. */
  readonly now: number;
};

const ended: readonly JobStatus[] = ["done", "failed", "cancelled"];
export const isRunning = (job: Job): boolean => !ended.includes(job.status);
