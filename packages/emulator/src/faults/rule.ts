import * as z from "zod";

const count = z.int().min(1);
const bytes = z.int().min(0);
/** Overrides whether the fault is paid for. */
const charged = z.boolean().optional();

/** What goes wrong. The README's table says what each does to each request, and what it costs. */
export const faultSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("status"),
    status: z.int().min(200).max(599),
    /** Seconds as a number, or any text: an HTTP date, or something no client can read. */
    retryAfter: z.union([z.number(), z.string()]).optional(),
    charged,
    /** Text is sent as it is, anything else as JSON. */
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  z.strictObject({ kind: z.literal("reset-before") }),
  z.strictObject({ kind: z.literal("reset-after-charge") }),
  z.strictObject({ kind: z.literal("stall-body"), afterBytes: bytes.optional() }),
  z.strictObject({ kind: z.literal("truncate-body"), afterBytes: bytes.optional() }),
  z.strictObject({ kind: z.literal("slow-body"), chunks: count.optional(), everyMs: bytes.optional() }),
  z.strictObject({ kind: z.literal("html-200"), charged }),
  z.strictObject({ kind: z.literal("json-error-200"), body: z.unknown().optional(), charged }),
  z.strictObject({ kind: z.literal("wrong-type"), contentType: z.string().optional() }),
  z.strictObject({
    kind: z.literal("oversize"),
    bytes: bytes.optional(),
    contentLength: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal("empty"), charged }),
  z.strictObject({ kind: z.literal("moderated"), status: z.int().min(200).max(599).optional() }),
  z.strictObject({ kind: z.literal("polling-error"), status: z.int().min(200).max(599).optional(), charged }),
]);

export const matchSchema = z.strictObject({
  /** `*` is any part of a segment, `**` anything: `/v2/requests/*`, `/images/**`. @default every generation */
  path: z.string().optional(),
  method: z.string().optional(),
  /** The model's slug. */
  model: z.string().optional(),
  /** Part of the prompt. */
  prompt: z.string().optional(),
  testId: z.string().optional(),
});

export const faultRuleSchema = z.strictObject({
  match: matchSchema.optional(),
  fault: faultSchema,
  /** How often it strikes at most. */
  times: count.optional(),
  /** It strikes on the nth match alone. */
  nth: count.optional(),
  /** It strikes on every nth match. */
  every: count.optional(),
  /** From 0 to 1; only with a seed. */
  probability: z.number().min(0).max(1).optional(),
});

export type Fault = z.infer<typeof faultSchema>;
export type FaultKind = Fault["kind"];
export type FaultMatch = z.infer<typeof matchSchema>;
/** One fault as data: when it strikes, and what it does. */
export type FaultRule = z.input<typeof faultRuleSchema>;

/** Reads fault rules from a list, or from `{ faults: [...] }`. @throws Error naming everything that is wrong */
export function parseFaultRules(given: unknown): readonly FaultRule[] {
  const wrapped = z.object({ faults: z.unknown() }).safeParse(given);
  const parsed = z.array(faultRuleSchema).safeParse(Array.isArray(given) ? given : wrapped.data?.faults);
  if (!parsed.success) throw new Error(`These are no fault rules:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
