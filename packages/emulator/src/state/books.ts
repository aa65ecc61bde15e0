import { type Money, money } from "@seedkit/core";

/** One request as the emulator saw it. It holds no key, no prompt and no image. */
export type JournalEntry = {
  readonly method: string;
  /** Without query and test scope. */
  readonly path: string;
  /** Scheme and host the request was sent to. */
  readonly origin: string;
  /** Milliseconds since 1970, by the emulator's clock. */
  readonly at: number;
  readonly testId?: string;
  /** Whether a key came along, right or wrong. */
  readonly withKey: boolean;
  model?: string;
  /** SHA-256 of the prompt, in hexadecimal: tells which image was asked for without telling it. */
  promptHash?: string;
  bodyBytes?: number;
  requestId?: string;
  /** The kind of the fault that struck it. */
  fault?: string;
  /** Missing where no answer was begun. */
  status?: number;
  /** Micro-dollars this request cost. 0: nothing. */
  charged: number;
};

/** What happened, and what it cost: the truth a client's own books are held against. */
export type Journal = {
  readonly version: 1;
  /** The last of them: a server that runs for weeks must not fill the memory. */
  readonly requests: readonly JournalEntry[];
  /** How many requests were too old to be kept. They stay in `charged`. */
  readonly dropped: number;
  /** How many generations were charged, and what they cost together. */
  readonly charged: { readonly count: number } & Money;
  /** In dollars, as the API tells it. */
  readonly creditsLeft: number;
  readonly balance: Money;
};

export type Books = {
  open(entry: Omit<JournalEntry, "charged">): JournalEntry;
  /** Takes a price, in micro-dollars, from the balance and writes it to the request. */
  charge(entry: JournalEntry, micros: number): void;
  covers(micros: number): boolean;
  /** The balance in dollars. */
  dollarsLeft(): number;
  journal(): Journal;
  reset(): void;
};

// Trimmed by a tenth at a time, so that trimming costs nothing.
const mostRequests = 100_000;

export function createBooks(creditsMicros: number): Books {
  let requests: JournalEntry[] = [];
  let dropped = 0;
  let count = 0;
  let spent = 0;
  const left = () => creditsMicros - spent;
  return {
    open(opened) {
      const entry = { ...opened, charged: 0 };
      requests.push(entry);
      if (requests.length > mostRequests) dropped += requests.splice(0, mostRequests / 10).length;
      return entry;
    },
    charge(entry, micros) {
      entry.charged += micros;
      spent += micros;
      count += 1;
    },
    covers: (micros) => left() >= micros,
    dollarsLeft: () => left() / 1_000_000,
    journal: () => ({
      version: 1,
      requests: requests.map((entry) => ({ ...entry })),
      dropped,
      charged: { count, ...money(spent) },
      creditsLeft: left() / 1_000_000,
      balance: money(left()),
    }),
    reset() {
      requests = [];
      dropped = 0;
      count = 0;
      spent = 0;
    },
  };
}
