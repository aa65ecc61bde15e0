import { SeedkitError } from "@seedkit/core";

/**
 * What is said at once of failures that are alike: what differs of them, as where each image is, and every address.
 * The first says the rest. Undefined where nothing is to be said. `most`: messages that are shown.
 */
export function together(
  failures: readonly SeedkitError[],
  most = Number.POSITIVE_INFINITY,
): SeedkitError | undefined {
  const [first, ...others] = failures;
  if (!first || others.length === 0) return first;
  const messages = [...new Set(failures.map(({ message }) => message))];
  const shown = [...messages.slice(0, most), ...(messages.length > most ? ["…"] : [])];
  const hints = [...new Set(failures.flatMap(({ hint }) => hint ?? []))];
  const imageUrls = failures.flatMap((failure) => failure.imageUrls ?? []);
  const { code, message: _, ...details } = first;
  return new SeedkitError(code, shown.join("; "), {
    ...details,
    ...(hints.length > 0 && { hint: hints.join(" ") }),
    ...(imageUrls.length > 0 && { imageUrls }),
    cause: first.cause,
  });
}
