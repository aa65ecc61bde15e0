import { errorCodes, fields, listModels, SeedkitError } from "@seedkit/core";
import { sentencesOfCore } from "../../src/core/flow/sentences-of-core.ts";
import { manifestFields } from "../../src/core/manifest/manifest-fields.ts";

/** English that the extension shows and does not hold itself: what core and the manifest's schema say of fields and errors. */
export function textsOfData(): readonly string[] {
  const modelFields = listModels().flatMap(({ id }) => fields(id));
  const inManifest = (["top", "defaults", "image"] as const).flatMap((level) => [
    ...manifestFields(level),
    ...listModels().flatMap(({ id }) => manifestFields(level, id)),
  ]);
  const hints = errorCodes.map((code) => new SeedkitError(code, "", { charged: "no" }).hint);
  return [
    ...modelFields.flatMap(({ label, help }) => [label, help]),
    ...inManifest.flatMap(({ title, help }) => [title, help]),
    ...hints,
    ...sentencesOfCore,
  ].flatMap((text) => text || []);
}
