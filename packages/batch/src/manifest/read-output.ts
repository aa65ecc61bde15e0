import type { Draft, Fill } from "./draft.ts";
import type { Entry, OutputSpec } from "./entry.ts";
import { extensions, mostFiles, nameProblem, outputFormat } from "./output.ts";
import { type FoundText, fieldText, wholeNumber } from "./own-fields.ts";
import { normalizePath } from "./paths.ts";
import type { ProblemList } from "./problem-list.ts";

/** Where and how the files of an entry are written. */
export function readOutput(
  draft: Draft,
  calls: Pick<Entry, "count" | "imagesPerCall">,
  fill: Fill,
  problems: ProblemList,
): OutputSpec | undefined {
  const quality = wholeNumber(draft, "quality", [1, 100], problems);
  const maxWidth = wholeNumber(draft, "max_width", [1, 16_384], problems);
  const said = fieldText(draft, "output", problems);
  const place = said ? readTemplate(said, draft, calls, fill, problems) : standard(draft, calls);
  if (!place) return undefined;
  if (quality !== undefined && (place.format === "png" || place.format === "original")) {
    const why = place.format === "png" ? "PNG loses nothing" : "the output names no format";
    const message = `quality is not used: ${why}`;
    problems.add(draft.at, "unused_quality", `${draft.path}.quality`, message, { severity: "warning" });
  }
  return {
    ...place,
    ...(quality === undefined ? {} : { quality }),
    ...(maxWidth === undefined ? {} : { maxWidth }),
  };
}

type Place = Pick<OutputSpec, "template" | "format">;

function standard({ id }: Draft, calls: Pick<Entry, "count" | "imagesPerCall">): Place {
  return { template: `images/${id}${mostFiles(calls) > 1 ? "-{index}" : ""}`, format: "original" };
}

function readTemplate(
  { node, path, text }: FoundText,
  draft: Draft,
  calls: Pick<Entry, "count" | "imagesPerCall">,
  fill: Fill,
  problems: ProblemList,
): Place | undefined {
  const filled = text.includes("{") ? fill(text, node, path, { ...draft.slugs, index: "{index}" }) : text;
  const bad = nameProblem(filled.includes("{") ? filled.replaceAll("{index}", "1") : filled);
  // What is unknown was told already, and the braces it left are no news.
  if (bad && (filled !== text || !text.includes("{"))) {
    problems.add(node, bad.code, path, `output "${filled}": ${bad.message}`);
  }
  const format = outputFormat(text, filled);
  if ("unsupported" in format) {
    const allowed = extensions.map((one) => `.${one}`).join(", ");
    const message = `output "${filled}": .${format.unsupported} cannot be made; allowed: ${allowed}, or no extension`;
    problems.add(node, "unsupported_format", path, message, { allowed });
    return undefined;
  }
  if (mostFiles(calls) > 1 && !filled.includes("{index}")) {
    const message = `output "${text}": up to ${mostFiles(calls)} files come of this; put {index} in the name`;
    problems.add(node, "missing_index", path, message, { allowed: "a name with {index}" });
    return undefined;
  }
  return bad ? undefined : { template: normalizePath(filled) ?? filled, ...format };
}
