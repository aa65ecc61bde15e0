import { SeedkitError } from "@seedkit/core";
import { pathOf } from "../files/place.ts";
import type { Session } from "../session/session.ts";
import { asObject } from "../tools/arguments.ts";
import { planText } from "../tools/plan-text.ts";
import type { ToolCall } from "./create-server.ts";
import { readImageRequest } from "./image-request.ts";
import { type ToolAnswer, textAnswer } from "./tool-answer.ts";

/** A dry run of one image, or of a manifest. Nothing is sent and nothing is written. */
export async function callPlan(session: Session, { tool, given }: ToolCall): Promise<ToolAnswer> {
  const { manifest, ...rest } = asObject(given);
  if (manifest !== undefined && manifest !== null) {
    if (typeof manifest !== "string" || Object.keys(rest).length > 0)
      throw new SeedkitError(
        "invalid_input",
        "manifest: give the path of a manifest, and nothing beside it",
        {
          charged: "no",
        },
      );
    // Reading manifests is most of what there is to load, and few ask for it.
    const { planManifestFile } = await import("./plan-manifest-file.ts");
    return planManifestFile(session, manifest);
  }
  const { model, input, place } = await readImageRequest(session, tool, rest);
  const prepared = session.client.prepare(model, input);
  const { plan, cost, images, typicalMs, warnings } = prepared;
  const left = session.budget.left;
  const fits = cost.max.micros <= left.micros ? "" : ", which is not enough";
  const text = `${planText(prepared)}\n${left.formatted} of this session's cap is left${fits}.`;
  const sessionLeft = left;
  return textAnswer(text, {
    model,
    plan,
    cost,
    images,
    typicalMs,
    warnings,
    sessionLeft,
    saveAs: pathOf(place, { mediaType: "image/jpeg" }, 1),
  });
}
