import { SeedkitError } from "@seedkit/core";

const why: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the quota is used up",
  EFBIG: "the file may not grow any more",
  EROFS: "the file system is read-only",
  EACCES: "it may not be written",
  EPERM: "it may not be written",
};

/** What is wrong with the project's own files. It costs nothing: what was paid before is told elsewhere. */
export function stateError(message: string, hint: string, cause?: unknown): SeedkitError {
  return new SeedkitError("invalid_input", message, { charged: "no", hint, cause });
}

/** A file of the project that cannot be written, in words. */
export function cannotWrite(path: string, cause: unknown): SeedkitError {
  const { code = "", message } = cause as NodeJS.ErrnoException;
  const hint = "Nothing more is sent until it can be written: what was paid for could not be recorded.";
  return stateError(`Cannot write ${path}: ${why[code] ?? message}`, hint, cause);
}

/** A file of the project that cannot be read, in words. */
export function cannotRead(path: string, cause: unknown): SeedkitError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const reason = code === "ENOENT" ? "there is no such file" : message;
  return stateError(`Cannot read ${path}: ${reason}`, "Nothing was sent.", cause);
}
