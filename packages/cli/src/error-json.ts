import { isSeedkitError, type SeedkitErrorJson } from "@seedkit/core/errors";
import { CommandError } from "./command-error.ts";

/** An error as data: safe to log, fields that are not known left out. */
export type ErrorJson = Pick<SeedkitErrorJson, "message" | "charged"> &
  Partial<Omit<SeedkitErrorJson, "code">> & { readonly code: string };

/** Turns whatever was thrown into data. What is not ours is `internal`: a mistake of this program. */
export function errorJson(error: unknown): ErrorJson {
  if (isSeedkitError(error)) return error.toJSON();
  if (error instanceof CommandError) {
    const { code, message, hint, charged } = error;
    return { code, message, hint, charged };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: "internal",
    message: message || "Something went wrong that should not",
    // Nobody knows what a mistake of ours did before it showed.
    charged: "maybe",
    hint: "This is a mistake in seedkit. Please report it, with the command you ran.",
  };
}
