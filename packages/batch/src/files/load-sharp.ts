import { SeedkitError } from "@seedkit/core";

/** Loaded only where an image has to be converted: it is optional, and large. */
export async function loadSharp() {
  try {
    return (await import("sharp")).default;
  } catch (cause) {
    throw new SeedkitError("invalid_input", "sharp is not installed, which converts images", {
      charged: "no",
      hint: "npm install sharp",
      cause,
    });
  }
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
