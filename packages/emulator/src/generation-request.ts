import { type LooseInput, type Model, fields as modelFields, planSize, validate } from "@seedkit/core";
import type { Context } from "./context.ts";
import type { Exchange } from "./exchange.ts";
import type { Settings } from "./options.ts";
import type { DrawnReference, Recipe } from "./pixels/recipe.ts";
import { resolveReference } from "./references.ts";

/** A body that was found good: what is drawn for it, and its price in micro-dollars. */
export type AcceptedRequest = {
  readonly ok: true;
  readonly recipes: readonly Recipe[];
  readonly price: number;
};
export type RefusedRequest = { readonly ok: false; readonly error: string };

/** Validates a body as the model's page has it, plans its size, and reads its references. */
export async function readGeneration(
  context: Context,
  exchange: Exchange,
  model: Model,
  body: LooseInput,
): Promise<AcceptedRequest | RefusedRequest> {
  const { settings } = context;
  const known = settings.unknownFields === "ignore" ? knownFields(model, body) : body;
  const checked = validate(model, known);
  if (!checked.ok) return { ok: false, error: checked.error.message };
  const { input, settings: fields } = checked;
  const addresses = fields.image_input.map(String);
  const refusal = referenceRefusal(settings, model, addresses);
  if (refusal !== undefined) return { ok: false, error: refusal };
  const references = await context.busy(() =>
    Promise.all(addresses.map((address) => resolveReference(context, exchange, address))),
  );
  const plan = planSize(model, {
    ...input,
    ...(addresses.length > 0 && { image_input: planned(references, addresses) }),
  });
  if (settings.underFloor === "refuse" && plan.width * plan.height < model.size.pixels.min) {
    return { ok: false, error: `image size must be at least ${model.size.pixels.min} pixels` };
  }
  const count = imageCount(settings, fields.sequential_image_generation, fields.max_images);
  const recipes = Array.from({ length: count }, (_, index) => ({
    model: model.title,
    slug: model.slug,
    prompt: fields.prompt,
    width: plan.width,
    height: plan.height,
    index,
    count,
    references,
    format: settings.format,
  }));
  return { ok: true, recipes, price: model.price * (settings.billing === "image" ? count : 1) };
}

function knownFields(model: Model, body: LooseInput): LooseInput {
  const known = new Set(modelFields(model).map(({ name }) => name));
  return Object.fromEntries(Object.entries(body).filter(([name]) => known.has(name)));
}

function referenceRefusal(
  settings: Settings,
  model: Model,
  addresses: readonly string[],
): string | undefined {
  const { maxReferences } = settings;
  const most =
    maxReferences === "vendor"
      ? model.limits.references.most
      : maxReferences === "any"
        ? Number.POSITIVE_INFINITY
        : maxReferences;
  if (addresses.length > most) return `image_input: at most ${most} images`;
  const data = settings.dataUris === "refuse" && addresses.some((address) => /^data:/i.test(address));
  return data ? "image_input: must be http(s) addresses" : undefined;
}

// Bytes in place of the first address tell the plan what the image's own header says.
function planned(
  references: readonly DrawnReference[],
  addresses: readonly string[],
): (string | Uint8Array)[] {
  const [first] = references;
  return first?.kind === "bytes" ? [first.bytes, ...addresses.slice(1)] : [...addresses];
}

function imageCount(settings: Settings, sequence: string, most: number): number {
  if (sequence !== "auto") return 1;
  return settings.sequence === "full" ? most : Math.max(1, most - 1);
}
