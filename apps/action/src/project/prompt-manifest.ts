import { mostImages } from "../inputs/most-images.ts";
import type { What } from "../inputs/settings.ts";
import { promptIds, slug } from "./prompt-id.ts";

type Prompts = Extract<What, { kind: "prompts" }>;

/** The manifest that says the same as the inputs. `references`: addresses, and paths from the output folder. */
export function promptManifest(what: Prompts, references: readonly string[]): string {
  const { prompts, model, fields, output } = what;
  const several = mostImages(model, fields) > 1;
  const ids = prompts.length === 1 && output !== undefined ? [idOf(output, prompts)] : promptIds(prompts);
  const template = output ?? (several ? "{id}-{index}" : "{id}");
  const images = Object.fromEntries(
    ids.map((id, at) => [
      id,
      {
        prompt: literal(prompts[at] ?? ""),
        model,
        ...fields,
        ...(references.length > 0 && { image_input: references.map(literal) }),
        output: template,
      },
    ]),
  );
  return JSON.stringify({ version: 1, images });
}

/** One prompt with a name of its own keeps that name when its words change. */
function idOf(output: string, prompts: readonly string[]): string {
  const name = slug(output.replace(/\.[A-Za-z0-9]+$/, "").replace(/\{\w+\}/g, " "));
  return name || (promptIds(prompts)[0] ?? "image");
}

/** A manifest would fill `{colour}` in; here it is the text that was typed. */
const literal = (text: string) => text.replace(/\{[A-Za-z_]\w*\}/g, "{$&}");
