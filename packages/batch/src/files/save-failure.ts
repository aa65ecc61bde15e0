import { isSeedkitError, SeedkitError } from "@seedkit/core";

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the quota is used up",
  EROFS: "the file system is read-only",
  EACCES: "it may not be written",
  EPERM: "it may not be written",
  EEXIST: "a file of that name came meanwhile",
  ENOTDIR: "a part of its path is a file",
};

/** Why a paid image is not in its place, and where it is instead. */
export function saveFailure({
  id,
  path,
  cause,
  rescued,
  url,
}: {
  readonly id: string;
  readonly path: string;
  readonly cause: unknown;
  readonly rescued: string | undefined;
  readonly url: string | undefined;
}): SeedkitError {
  const { code = "", message } = cause as NodeJS.ErrnoException;
  const reason = reasons[code] ?? message;
  const where = rescued === undefined ? "" : ` The image is in ${rescued}`;
  return new SeedkitError("invalid_input", `${id}: ${path} could not be written: ${reason}.${where}`, {
    charged: "yes",
    retryable: false,
    issues: [{ path: "output", message: reason }],
    hint: hintFor(rescued, url, isSeedkitError(cause) ? cause.hint : undefined),
    // What was saved nowhere still lies with the service for a while.
    imageUrls: rescued === undefined && url !== undefined ? [url] : undefined,
    cause,
  });
}

function hintFor(rescued: string | undefined, url: string | undefined, more: string | undefined): string {
  const saved = `It is paid for and safe: move it to its place, or repair that and run again.`;
  const lost = url === undefined ? "It could be written nowhere." : `Fetch it within the hour: ${url}`;
  return [rescued === undefined ? lost : saved, more].filter((part) => part !== undefined).join(" ");
}
