import type { LooseInput } from "@seedkit/core";
import type { Context } from "./context.ts";
import type { ApiCall } from "./exchange.ts";

/** The JSON object a request carries, or undefined where it carries none. Its length goes to the journal. */
export async function readJsonObject(context: Context, call: ApiCall): Promise<LooseInput | undefined> {
  const text = await context.busy(() => call.req.text());
  call.get("exchange").entry.bodyBytes = Buffer.byteLength(text);
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
      ? { ...parsed }
      : undefined;
  } catch {
    return undefined;
  }
}
