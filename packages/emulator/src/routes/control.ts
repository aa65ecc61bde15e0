import type { Context } from "../context.ts";
import type { ApiCall } from "../exchange.ts";
import { type FaultRule, parseFaultRules } from "../faults/rule.ts";
import { errorReply, jsonReply } from "../replies.ts";

/** `GET /__emulator/journal` */
export function journal(context: Context, call: ApiCall): Response {
  return jsonReply(200, context.scopeOf(call.req.param("testId")).books.journal());
}

/** `POST /__emulator/reset` */
export function reset(context: Context, call: ApiCall): Response {
  context.scopeOf(call.req.param("testId")).reset();
  return jsonReply(200, { ok: true });
}

/** `POST /__emulator/faults`: a list is added; `{ faults, replace: true }` takes the place of all others. */
export async function addFaults(context: Context, call: ApiCall): Promise<Response> {
  const { faults } = context.scopeOf(call.req.param("testId"));
  try {
    const given: unknown = await context.busy(() => call.req.json());
    const rules: readonly FaultRule[] = parseFaultRules(given);
    const replace =
      typeof given === "object" && given !== null && "replace" in given && given.replace === true;
    if (replace) faults.replace(rules);
    else faults.add(rules);
    return jsonReply(200, { added: rules.length });
  } catch (error) {
    return errorReply(400, error instanceof Error ? error.message : String(error));
  }
}

/** `DELETE /__emulator/faults`: none is left. */
export function clearFaults(context: Context, call: ApiCall): Response {
  context.scopeOf(call.req.param("testId")).faults.replace([]);
  return jsonReply(200, { ok: true });
}
