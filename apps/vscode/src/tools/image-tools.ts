import { type CostEstimate, money, redact } from "@seedkit/core";
import {
  createBudget,
  type FailureData,
  failureData,
  type Reservation,
  type ToolName,
} from "@seedkit/mcp/tools";
import * as vscode from "vscode";
import type { Job, JobOutcome, Jobs } from "../core/jobs/job.ts";
import { rememberLastImage } from "../host/last-image.ts";
import type { Services } from "../services.ts";
import { type ImageCall, readImageCall } from "./image-call.ts";
import { maxCost } from "./max-cost.ts";
import { offerKey, tellCancelled } from "./offers.ts";
import { preparedCall } from "./prepare-call.ts";
import { cancelledBefore, notAgreed, textOfFailure, untrusted, withoutKey } from "./refusals.ts";
import { textOf, textResult, toolResult } from "./tool-result.ts";

/** What agents can call. One budget and one memory for all calls of a window. */
export type ImageTools = {
  prepare(tool: string, given: object): Promise<vscode.PreparedToolInvocation>;
  /** Never throws: hosts add "try again" to an error, and what failed may have been paid for. */
  invoke(
    tool: string,
    given: object,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult>;
};

export function createImageTools(services: Services): ImageTools {
  const budget = createBudget(maxCost);
  // Calls that were submitted and whose images did not come, by what they asked for.
  const open = new Map<string, Job>();
  // What the person was asked about each call: the most it may cost in micro-dollars, or why it cannot be made. What
  // was refused stays refused, whatever became possible since: nobody agreed to it.
  const asked = new Map<string, number | FailureData>();
  // What could not be told, because the call was cancelled; the next answer tells it.
  const untold: string[] = [];

  const fail = (failure: FailureData) => {
    services.log.warn(redact(`tool: ${failure.code}: ${failure.message} (charged: ${failure.charged})`));
    return textResult(textOfFailure(failure));
  };

  async function make(call: ImageCall, agreed: number, token: vscode.CancellationToken) {
    if ((await services.keys.source()) === undefined) {
      offerKey();
      throw withoutKey();
    }
    const jobs = await services.jobs();
    if (token.isCancellationRequested) throw cancelledBefore();
    const earlier = open.get(call.key);
    open.delete(call.key);
    const fetching = earlier && jobs.fetchAgain(earlier);
    // It was to be fetched, and somebody else was quicker: the price of a new one is another question.
    if (!fetching && call.cost.max.micros > agreed) return fail(notAgreed());
    // What an earlier call ordered is counted already.
    const held = fetching ? undefined : budget.reserve(call.cost.max.micros, call.request.model);
    const job = fetching ?? begin(jobs, call, held);
    const cancelling = token.onCancellationRequested(() => job.cancel());
    const outcome = await job.outcome.finally(() => cancelling.dispose());
    if (outcome.images.length === 0) return failed(call, job, outcome, held, token);
    return made(call, job, outcome, held, token);
  }

  /** What is refused here was never sent. */
  function begin(jobs: Jobs, call: ImageCall, held: Reservation | undefined): Job {
    try {
      return jobs.start(call.request);
    } catch (error) {
      held?.settle(0);
      throw error;
    }
  }

  async function made(
    call: ImageCall,
    job: Job,
    { images, error }: JobOutcome,
    held: Reservation | undefined,
    token: vscode.CancellationToken,
  ) {
    const price = error ? call.cost.max : priceOf(call.cost, images.length);
    held?.settle(job.recovered ? 0 : price.micros);
    const last = images.at(-1);
    // They are saved and paid for: an agent that heard of an error now would order them again.
    if (last)
      await rememberLastImage(services, last).catch((error: unknown) => services.log.warn(String(error)));
    const notes = [
      ...call.warnings.map(({ message }) => message),
      ...(job.recovered ? ["It was ordered by an earlier call: nothing was paid again."] : []),
      ...(error ? [`Not all of it: ${error.message}. ${error.hint ?? ""}`.trim()] : []),
    ];
    const result = await toolResult(services, { images, price, left: budget.left, notes });
    if (token.isCancellationRequested)
      untold.push(`Note: the call that was cancelled was finished. ${textOf(result)}`);
    return result;
  }

  function failed(
    call: ImageCall,
    job: Job,
    { error }: JobOutcome,
    held: Reservation | undefined,
    token: vscode.CancellationToken,
  ) {
    const price = call.cost.max.micros;
    const failure = failureData(error, { price, sent: true, recoverable: job.fetchable });
    held?.settle(failure.charged === "no" ? 0 : price);
    if (job.fetchable) open.set(call.key, job);
    if (error && token.isCancellationRequested && failure.charged !== "no") {
      untold.push(`Note: the call that was cancelled may have cost up to ${call.cost.max.formatted}.`);
      tellCancelled(services, job, error);
    }
    return fail(failure);
  }

  return {
    async prepare(tool, given) {
      const name = nameOf(tool, given);
      try {
        if (!vscode.workspace.isTrusted) asked.set(name, untrusted());
        else {
          const call = await readImageCall(services, tool as ToolName, given);
          const paid = open.get(call.key)?.fetchable === true;
          asked.set(name, paid ? 0 : call.cost.max.micros);
          return preparedCall(call, { left: budget.left, paid });
        }
      } catch (error) {
        asked.set(name, failureData(error));
      }
      return { invocationMessage: vscode.l10n.t("Checking the request") };
    },
    async invoke(tool, given, token) {
      const name = nameOf(tool, given);
      let result: vscode.LanguageModelToolResult;
      try {
        const agreed = asked.get(name) ?? notAgreed();
        if (typeof agreed !== "number") result = fail(agreed);
        else if (!vscode.workspace.isTrusted) result = fail(untrusted());
        else result = await make(await readImageCall(services, tool as ToolName, given), agreed, token);
      } catch (error) {
        result = fail(failureData(error));
      }
      if (token.isCancellationRequested) return result;
      const notes = textResult(...untold.splice(0));
      return new vscode.LanguageModelToolResult([...result.content, ...notes.content]);
    },
  };
}

const nameOf = (tool: string, given: object) => JSON.stringify([tool, given]);

/** For so many images of those that may come. */
const priceOf = ({ min, max }: CostEstimate, images: number) =>
  money(Math.min(max.micros, min.micros * Math.max(1, images)));
