import type { Entry } from "../manifest/entry.ts";

/** An entry as one line of a JSONL manifest: everything said outright, nothing left to defaults. */
export function manifestLine({ id, model, input, references, count, outputs, tags }: Entry): string {
  const { prompt, image_input, ...fields } = input;
  const addresses = Array.isArray(image_input) ? [...image_input] : [];
  // In the order of their place: each one moves those behind it.
  for (const { index, path } of references) addresses.splice(index, 0, path);
  return JSON.stringify({
    id,
    model,
    prompt,
    ...fields,
    ...(addresses.length > 0 ? { image_input: addresses } : {}),
    output: outputs.template,
    ...(count > 1 ? { count } : {}),
    ...(outputs.quality === undefined ? {} : { quality: outputs.quality }),
    ...(outputs.maxWidth === undefined ? {} : { max_width: outputs.maxWidth }),
    ...(tags.length > 0 ? { tags } : {}),
  });
}
