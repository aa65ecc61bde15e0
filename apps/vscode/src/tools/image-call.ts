import { type CostEstimate, type Issue, SeedkitError, type SizePlan, type Warning } from "@seedkit/core";
import { callKey, referencesField, splitArguments, type ToolName } from "@seedkit/mcp/tools";
import type { JobRequest } from "../core/jobs/job.ts";
import { shortTitle } from "../flow/words.ts";
import type { Services } from "../services.ts";
import { type CallReferences, readCallReferences } from "./call-references.ts";
import { findPlace, type Place } from "./place.ts";

/** A tool's call that can be made: valid, its references there, its place free. */
export type ImageCall = {
  readonly request: JobRequest;
  readonly place: Place;
  readonly prompt: string;
  readonly cost: CostEstimate;
  readonly plan: SizePlan;
  /** The most images it may give. */
  readonly images: number;
  /** As they were given. */
  readonly references: readonly string[];
  readonly warnings: readonly Warning[];
  /** Equal for calls that ask for the same. */
  readonly key: string;
};

/** Reads a tool's arguments. Nothing is sent. @throws SeedkitError `invalid_input` with all that is wrong */
export async function readImageCall(services: Services, tool: ToolName, given: object): Promise<ImageCall> {
  const { model, input, references, output, issues: found } = splitArguments(tool, given);
  const prompt = typeof input.prompt === "string" ? input.prompt : "";
  const read = await readCallReferences(services, references, referencesField);
  const place = await findPlace(services, { output, prompt, model: model?.id ?? "" });
  const issues = [...found, ...read.issues];
  const quoted = read.quoted.length > 0 ? { ...input, [referencesField]: read.quoted } : input;
  // Rules that need all of it together, such as how many references there may be.
  const checked = issues.length === 0 ? model?.validate(quoted) : undefined;
  if (checked && !checked.ok) issues.push(...(checked.error.issues ?? []));
  if ("message" in place) issues.push(place);
  if (!model || "message" in place || issues.length > 0) throw refused(issues);
  const { cost, plan, images, warnings } = model.prepare(quoted);
  return {
    request: requestOf(model.id, input, read, place, shortTitle(prompt)),
    ...{ place, prompt, cost, plan, images: images.max, references, warnings },
    key: callKey(model.id, input, [...references, output ?? ""]),
  };
}

function requestOf(
  model: string,
  input: JobRequest["input"],
  { addresses, files, places }: CallReferences,
  { target }: Place,
  title: string,
): JobRequest {
  return {
    ...{ title, model, target },
    input: addresses.length > 0 ? { ...input, [referencesField]: addresses } : input,
    references: files,
    ...(files.length > 0 && { referencePlaces: places }),
  };
}

function refused(issues: readonly Issue[]): SeedkitError {
  const message = issues.map(({ path, message: text }) => (path ? `${path}: ${text}` : text)).join("; ");
  return new SeedkitError("invalid_input", message, { charged: "no", issues });
}
