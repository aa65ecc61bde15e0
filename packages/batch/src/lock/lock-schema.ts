import * as z from "zod/mini";

const described = <S extends z.ZodMiniType>(schema: S, description: string): S => {
  z.globalRegistry.add(schema, { description });
  return schema;
};

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const whole = z.int().check(z.nonnegative());

export const moneySchema = described(
  z.strictObject({ micros: z.int(), formatted: z.string() }),
  "Micro-dollars (1 USD = 1,000,000) beside the text to show",
);

export const lockedFileSchema = z.strictObject({
  path: described(z.string().check(z.minLength(1)), "Relative to the lock's folder, with /"),
  sha256: described(sha256, "Of the file as it lies there"),
  width: described(whole, "px"),
  height: described(whole, "px"),
  bytes: whole,
  original: described(
    z.strictObject({ sha256, mediaType: z.string() }),
    "The image as the service sent it, before it was converted or given metadata",
  ),
});

const lockedImageSchema = z.strictObject({
  key: described(sha256, "Names what the image was made from"),
  model: z.string(),
  input: described(z.record(z.string(), z.unknown()), "The fields that differ from the model's defaults"),
  references: described(z.record(z.string(), sha256), "SHA-256 of each local reference, by path"),
  output: z.strictObject({
    format: z.string(),
    quality: z.optional(z.int()),
    maxWidth: z.optional(z.int()),
  }),
  calls: z.array(
    z.strictObject({
      index: described(whole, "From 0"),
      files: z.array(lockedFileSchema),
      cost: moneySchema,
      emulated: z.optional(described(z.literal(true), "Drawn by the emulator: a real run makes it again")),
    }),
  ),
  replaced: z.optional(described(z.array(lockedFileSchema), "Files of earlier calls that still lie there")),
});

export const lockSchema = z.strictObject({
  version: z.literal(1),
  keyVersion: described(whole, "The rules by which keys were made"),
  images: described(z.record(z.string(), lockedImageSchema), "By id, sorted"),
});
