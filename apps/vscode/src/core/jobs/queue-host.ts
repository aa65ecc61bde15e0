import type { KeptImages } from "@seedkit/batch/run-lock";
import type { Client, Clock, Generation, Money, SeedkitError, Ticket } from "@seedkit/core";
import type { JobRecord, JobRequest, SavedImage, SavingNotes } from "./job.ts";
import type { Records } from "./records.ts";
import type { Slots } from "./slots.ts";

/** What keeps others from paying for the same. */
export type Held = {
  release(): Promise<void>;
  /** Tells whoever works there next of a call whose images may be paid for and did not come. */
  readonly notes?: {
    /** Before the post leaves. @throws where it cannot be written: then nothing is sent */
    starts(most: Money): Promise<void>;
    submitted(ticket: Ticket): Promise<void>;
    /** Its images lie as they came where whoever works there next makes files of them, for nothing. */
    received(images: KeptImages): Promise<void>;
    /** It was or may have been paid for, and nothing can be fetched. `most`: what it may have cost. */
    lost(error: SeedkitError, most: Money): Promise<void>;
    /** It ended, and there is nothing left that may have been paid for without having come. */
    over(): Promise<void>;
  };
};

/** What became of images. */
export type Saved = {
  readonly images: readonly SavedImage[];
  /** Of images that are not in their place: where they are instead. */
  readonly problem?: SeedkitError;
  /** With a problem: all of them are kept as they came, and files can be made of these for nothing. */
  readonly kept?: KeptImages;
};

/** What the queue needs of the place it runs in. */
export type QueueHost = {
  readonly clock: Clock;
  /** Jobs at once, and the pause after a 429. The client shares its `pass` and `pauseUntil`, not its slots. */
  readonly slots: Slots;
  readonly records: Records;
  /** The client of the address that is set now. */
  connect(): Promise<Client>;
  /** @throws where there is no such file */
  read(uri: string): Promise<Uint8Array>;
  /** Writes images to where they were asked for; paid ones that cannot be written there are kept elsewhere. */
  save(request: JobRequest, made: Generation, notes: SavingNotes): Promise<Saved>;
  /** Puts what was saved into the history. May hear of the same images again. Never throws. */
  remember?(record: JobRecord, images: readonly SavedImage[], made: Generation): Promise<void>;
  /**
   * Keeps others from paying for the same while a job is under way, as a manifest's folder is held; undefined where
   * nobody else would. @throws SeedkitError where others have it, or made it meanwhile
   */
  hold?(record: JobRecord): Promise<Held | undefined>;
  /** The longest a job may take once it has its slot, in ms. */
  timeoutMs(): number;
  log(line: string): void;
};
