import { SeedkitError } from "@seedkit/core";

/** Loaded only where an image has to be converted: it is optional, and large. */
export async function loadSharp() {
  const loaded = await import("sharp").catch((cause: unknown) => {
    throw missing("sharp is not installed, which converts images", cause);
  });
  // Came with 0.34.3. Without it an AVIF could not say where it comes from.
  if (!("withXmp" in loaded.default.prototype)) throw missing("sharp is too old to convert images");
  return loaded.default;
}

function missing(message: string, cause?: unknown): SeedkitError {
  return new SeedkitError("invalid_input", message, { charged: "no", hint: "npm install sharp", cause });
}

/** Whether images can be converted to a format on this machine: all but `original` need sharp. */
export async function canConvertTo(format: string): Promise<boolean> {
  if (format === "original") return true;
  if (!["jpg", "png", "webp", "avif"].includes(format)) return false;
  return loadSharp().then(
    // A system's own libvips may come without an AVIF encoder.
    (sharp) => format !== "avif" || sharp.format.heif.output.buffer,
    () => false,
  );
}
