import type { SeedkitError } from "./errors.ts";
import type { Ticket } from "./tickets.ts";
import type { Warning } from "./validation.ts";

/** What happens during a call, in order, for progress lines and logs. No event holds the key or image bytes. */
export type ClientEvent =
  | { readonly type: "warning"; readonly warning: Warning }
  /** References are about to be uploaded. They become publicly readable. */
  | { readonly type: "uploading"; readonly count: number; readonly bytes: number }
  | { readonly type: "uploaded"; readonly urls: readonly string[] }
  /** A request leaves now: from here on it may be paid for. */
  | { readonly type: "attempt"; readonly attempt: number; readonly model: string }
  | {
      readonly type: "retry";
      readonly attempt: number;
      readonly waitMs: number;
      readonly error: SeedkitError;
    }
  /** The queued transport has its request id: keep the ticket until the images are saved. */
  | { readonly type: "submitted"; readonly ticket: Ticket }
  | { readonly type: "status"; readonly status: "queued" | "processing"; readonly elapsedMs: number }
  | { readonly type: "downloading"; readonly index: number; readonly of: number };

/** Hears of what happens. What it throws is ignored: nothing that is paid for is lost to it. */
export type OnEvent = (event: ClientEvent) => void;
