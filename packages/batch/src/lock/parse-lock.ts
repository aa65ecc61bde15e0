import { SeedkitError } from "@seedkit/core";
import { withoutPrototype } from "./format-lock.ts";
import type { Lock } from "./lock.ts";
import { lockSchema } from "./lock-schema.ts";
import { isSoundLock } from "./sound-lock.ts";

/** Reads a lock. @throws SeedkitError `invalid_input` for what is torn, in conflict, or of a newer Seedkit */
export function parseLock(text: string): Lock {
  if (/^(?:<{7}|={7}|>{7})/m.test(text)) {
    throw refused(
      "holds a merge conflict",
      "Take one side, then run the batch: what is there is not made again.",
    );
  }
  const value = parseJson(text.replace(/^\uFEFF/, ""));
  const version =
    typeof value === "object" && value !== null && "version" in value ? value.version : undefined;
  if (typeof version === "number" && version > 1) {
    throw refused(`is of version ${version}`, "A newer Seedkit wrote it: update Seedkit.");
  }
  if (!isSoundLock(value)) {
    const [issue] = lockSchema.safeParse(value).error?.issues ?? [];
    if (issue)
      throw refused(`is broken at ${issue.path.join(".") || "its top"}: ${issue.message ?? ""}`, restore);
  }
  // What was read, not what the schema made of it: that leaves out names such as __proto__.
  const { images, ...rest } = value as Lock;
  return { ...rest, images: withoutPrototype(Object.entries(images)) };
}

const restore = "Restore seedkit.lock from version control.";

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refused(`is not whole: ${cause instanceof Error ? cause.message : cause}`, restore);
  }
}

function refused(message: string, hint: string): SeedkitError {
  return new SeedkitError("invalid_input", `The lock ${message}`, { charged: "no", hint });
}
