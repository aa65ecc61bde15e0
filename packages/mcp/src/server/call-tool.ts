import { SeedkitError } from "@seedkit/core";
import type { Session } from "../session/session.ts";
import { asObject } from "../tools/arguments.ts";
import { creditsText } from "../tools/credits-text.ts";
import { failureData } from "../tools/failure-text.ts";
import { modelsData, modelsText } from "../tools/models-text.ts";
import { type ToolName, toolNames } from "../tools/names.ts";
import type { ToolCall } from "./create-server.ts";
import { callImage } from "./image-call.ts";
import { callPlan } from "./plan-call.ts";
import { failureAnswer, type ToolAnswer, textAnswer, withNotes } from "./tool-answer.ts";

type Work = (session: Session, call: ToolCall) => ToolAnswer | Promise<ToolAnswer>;

const work: Readonly<Record<ToolName, Work>> = {
  [toolNames.generate]: callImage,
  [toolNames.edit]: callImage,
  [toolNames.plan]: callPlan,
  [toolNames.models]: callModels,
  [toolNames.credits]: callCredits,
};

/** Does what a tool is for. It never throws: what fails is an answer that says whether it was paid for. */
export async function callTool(session: Session, call: ToolCall): Promise<ToolAnswer> {
  let answer: ToolAnswer;
  try {
    answer = await work[call.tool](session, call);
  } catch (error) {
    const failure = failureData(error);
    session.log(`${call.tool}: ${failure.code}: ${failure.message}`);
    answer = failureAnswer(failure, session.advice);
  }
  if (call.signal.aborted) return answer;
  return withNotes(answer, session.untold.splice(0));
}

function callModels(_: Session, { given }: ToolCall): ToolAnswer {
  const { model } = asObject(given);
  if (model !== undefined && model !== null && typeof model !== "string")
    throw new SeedkitError("invalid_input", "model: is not a text", { charged: "no" });
  const data = modelsData(model ?? undefined);
  return textAnswer(modelsText(data), data);
}

async function callCredits({ client, budget }: Session, { signal }: ToolCall): Promise<ToolAnswer> {
  const { credits, freeCredits } = await client.credits({ signal });
  const data = {
    credits,
    freeCredits: freeCredits ?? null,
    sessionLeft: budget.left,
    sessionSpent: budget.spent,
  };
  return textAnswer(creditsText(data), data);
}
