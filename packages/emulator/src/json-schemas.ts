import * as z from "zod";
import { faultRuleSchema } from "./faults/rule.ts";

const money = { micros: z.int(), formatted: z.string() };

/** The journal as it is read over HTTP. Strict: what is not named here is not written. */
export const journalSchema = z.strictObject({
  version: z.literal(1),
  requests: z.array(
    z.strictObject({
      method: z.string(),
      path: z.string(),
      origin: z.string(),
      at: z.number().describe("Milliseconds since 1970"),
      testId: z.string().optional(),
      withKey: z.boolean(),
      model: z.string().optional(),
      promptHash: z.string().optional().describe("SHA-256 of the prompt, in hexadecimal"),
      bodyBytes: z.int().min(0).optional(),
      requestId: z.string().optional(),
      fault: z.string().optional(),
      status: z.int().optional().describe("Missing where no answer was begun"),
      charged: z.int().min(0).describe("Micro-dollars"),
    }),
  ),
  dropped: z.int().min(0).describe("Requests too old to be kept"),
  charged: z.strictObject({ count: z.int().min(0), ...money }),
  creditsLeft: z.number().describe("Dollars"),
  balance: z.strictObject(money),
});

/** The journal's JSON Schema (draft 2020-12). */
export function journalJsonSchema(): Record<string, unknown> {
  return { title: "Seedkit emulator journal", ...z.toJSONSchema(journalSchema) };
}

/** The JSON Schema (draft 2020-12) of a file of fault rules. */
export function faultsJsonSchema(): Record<string, unknown> {
  return { title: "Seedkit emulator faults", ...z.toJSONSchema(z.array(faultRuleSchema), { io: "input" }) };
}
