import type { Entry } from "@seedkit/batch/manifest";
import type { CostEstimate, LooseInput, SeedkitError, Ticket } from "@seedkit/core";

/** An image in a document: by the document's URI, and by the path as it is written there. */
export type Link = { readonly document: string; readonly path: string };

/**
 * Where the images of a job go. Addresses are URIs as text: a job is written down, and survives a reload.
 * - `folder`: a free name in a folder; nothing is overwritten.
 * - `file`: exactly there. Where nothing can make that format, beside it with the real extension.
 * - `entry`: an entry of a manifest, whose own rules say where, and whose lock is written.
 */
export type Target =
  | { readonly kind: "folder"; readonly folder: string; readonly name: string }
  | {
      readonly kind: "file";
      readonly uri: string;
      /** Where it is shown: the link follows when the file gets another name. */
      readonly link?: Link;
    }
  | {
      readonly kind: "entry";
      readonly manifest: string;
      readonly id: string;
      /** Which of the entry's calls, from 0. */
      readonly index: number;
      /** The entry's key as it was planned. */
      readonly key: string;
      /** The entry as it was planned: the manifest may say something else by the time its images come. */
      readonly entry: Entry;
      /** SHA-256 of each local reference, by path: for the lock. */
      readonly referenceHashes: Readonly<Record<string, string>>;
    };

/** What somebody wants generated: one call. */
export type JobRequest = {
  /** What the job is called where it is shown: the prompt's first words, a file's name, an entry's id. */
  readonly title: string;
  /** A model's id. */
  readonly model: string;
  /** The model's own fields; `image_input` holds addresses only. */
  readonly input: LooseInput;
  /** Files that are references, as URIs: read and uploaded when the job starts, behind the addresses. */
  readonly references: readonly string[];
  /** Where each of them stands in `image_input`. @default behind the addresses */
  readonly referencePlaces?: readonly number[];
  readonly target: Target;
};

export type SavedImage = {
  readonly uri: string;
  /** px */
  readonly width: number;
  readonly height: number;
  readonly mediaType: string;
  readonly model: string;
  readonly prompt: string;
};

/**
 * How a job ended. Images and an error may come together: what was paid for and arrived is kept. `error` has
 * `code`, `charged` and `hint` as ever; a cancelled job ends with `aborted`.
 */
export type JobOutcome = { readonly images: readonly SavedImage[]; readonly error?: SeedkitError };

export type JobState = "waiting" | "running" | "saving" | "done" | "failed";

/** What a job is doing, for those who wait for it. */
export type JobPhase =
  | "waiting"
  | "uploading"
  | "sending"
  | "queued"
  | "generating"
  | "downloading"
  | "saving"
  | "ended";

/** One call under way in this window. */
export type Job = {
  readonly id: string;
  readonly request: JobRequest;
  readonly state: JobState;
  readonly phase: JobPhase;
  /** Milliseconds since 1970; undefined while it waits. */
  readonly startedAt?: number | undefined;
  /** The model's usual time, in ms. */
  readonly typicalMs: number;
  readonly cost: CostEstimate;
  /** The most images it may give. */
  readonly images: number;
  /** It failed, and what was submitted can still be fetched: `Jobs.fetchAgain`, which costs nothing. */
  readonly fetchable: boolean;
  /** It was submitted before the window was reloaded: finishing it costs nothing. */
  readonly recovered: boolean;
  /** Resolves when all is saved, or with the error. Never rejects. */
  readonly outcome: Promise<JobOutcome>;
  /** Ends it at once. */
  cancel(): void;
};

/** Told before an image gets its name: a job that is cut off there saves nothing twice. */
export type SavingNotes = {
  /** `index`: of the images that were handed over, from 0. Said again where the name was taken meanwhile. */
  willWrite(index: number, uri: string): Promise<void>;
};

/** What is written down of a job before each step that money depends on, and removed when its images are saved. */
export type JobRecord = {
  readonly version: 1;
  readonly id: string;
  readonly request: JobRequest;
  /** `posting` without a ticket after a reload: it may have been paid for, and is not sent again by itself. */
  readonly state: "waiting" | "posting" | "submitted";
  readonly ticket?: Ticket;
  /** Somebody cancelled it after it was submitted: it is fetched only when somebody asks for it. */
  readonly cancelled?: true;
  /**
   * Where its images are being written, by their index and by the address they were fetched from. What lies there
   * already is not written again.
   */
  readonly files?: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
};

/** The one queue of a window: several jobs at once through one limiter. */
export type Jobs = {
  /**
   * Starts a job, or lets it wait for a free slot. Where the same request failed after it was submitted, or was
   * cancelled and is an entry's, that one is fetched, and where it is under way for the same file or entry, that one is
   * given: nothing is paid for twice.
   * @throws SeedkitError `invalid_input` before anything is sent
   */
  start(request: JobRequest): Job;
  /** Whether `start` would fetch what the same request had submitted before, and cost nothing. */
  willFetch(request: JobRequest): boolean;
  /** Under way, oldest first. */
  list(): readonly Job[];
  cancelAll(): void;
  /** Fetches once more what a failed job had submitted. It never posts. Undefined where it is not `fetchable`. */
  fetchAgain(job: Job): Job | undefined;
  /** Tells of every change of any job. */
  onDidChange(listener: () => void): { dispose(): void };
};
