import type { Clock } from "@seedkit/core";

/** A stream as commands use it: text out, and whether a person looks at it. */
export type Output = {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};

/** Where a person's own files of this program live. */
export type Folders = {
  /** The stored key. */
  readonly config: string;
  /** Submitted requests, and images that could not be saved where they were wanted. */
  readonly state: string;
};

/** Everything a command touches outside itself, so that it also runs inside a test. */
export type Host = {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly clock: Clock;
  folders(): Promise<Folders>;
  /** Calls back on Ctrl-C and on the system's polite request to end; returns a function that stops that. */
  onInterrupt(listener: (signal: "SIGINT" | "SIGTERM") => void): () => void;
  /** Asks on the terminal; only where {@link stdin} and {@link stderr} are one. No answer is a no. */
  confirm(message: string): Promise<boolean>;
  /** Ends the process at once, for the second Ctrl-C. */
  exit(code: number): void;
};
