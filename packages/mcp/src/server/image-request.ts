import { type Issue, type LooseInput, SeedkitError } from "@seedkit/core";
import type { Place } from "../files/place.ts";
import { callKey } from "../session/open-calls.ts";
import type { Session } from "../session/session.ts";
import { splitArguments, type ToolArguments } from "../tools/arguments.ts";
import { referencesField } from "../tools/input-properties.ts";
import type { ToolName } from "../tools/names.ts";

/** A call that can be made: valid, its references read, its place free. */
export type ImageRequest = {
  readonly model: string;
  readonly input: LooseInput;
  /** The same as it was asked for: the fields without references, and these as paths and addresses. */
  readonly asked: Pick<ToolArguments, "input" | "references">;
  readonly place: Place;
  /** Equal for calls that ask for the same. */
  readonly key: string;
};

/** Reads a tool's arguments. Nothing is sent. @throws SeedkitError `invalid_input` with all that is wrong */
export async function readImageRequest(
  session: Session,
  tool: ToolName,
  given: unknown,
): Promise<ImageRequest> {
  const asked = splitArguments(tool, given);
  const issues = [...asked.issues];
  const references = await readReferences(session, asked, issues);
  const input = references.length > 0 ? { ...asked.input, [referencesField]: references } : asked.input;
  // Rules that need all of it together, such as how many references there may be.
  if (asked.model && issues.length === 0) {
    const result = asked.model.validate(input);
    if (!result.ok) issues.push(...(result.error.issues ?? []));
  }
  const most = issues.length === 0 ? (asked.model?.prepare(input).images.max ?? 1) : 1;
  const prompt = typeof asked.input.prompt === "string" ? asked.input.prompt : "";
  const place = await session.files.claim(asked.output, prompt, most);
  if ("message" in place) issues.push(place);
  if (asked.model === undefined || "message" in place || issues.length > 0) throw refused(issues);
  const key = callKey(asked.model.id, asked.input, asked.references);
  return { model: asked.model.id, input, asked, place, key };
}

async function readReferences(
  { files }: Session,
  { references }: ToolArguments,
  issues: Issue[],
): Promise<readonly (string | Uint8Array)[]> {
  try {
    return await files.load(references);
  } catch (error) {
    const found = (error as Partial<SeedkitError>).issues;
    if (!found) throw error;
    issues.push(...found);
    return [];
  }
}

function refused(issues: readonly Issue[]): SeedkitError {
  const message = issues.map(({ path, message: text }) => (path ? `${path}: ${text}` : text)).join("; ");
  return new SeedkitError("invalid_input", message, { charged: "no", issues });
}
