import type * as z from "zod/v4/core";
import { type Issue, SeedkitError } from "./errors.ts";
import { imageRange } from "./image-range.ts";
import { schemaIssues } from "./issues.ts";
import type { ModelDeclaration } from "./models/model.ts";
import { allowedReference, dataUriBytes, isBytes, referenceRefusal } from "./references.ts";
import type { LooseInput, Settings, Validation, Warning, WarningCode } from "./validation.ts";

// Stands in for bytes while the schema, which speaks of addresses, looks at the list.
const bytesAddress = "data:,bytes";

/** Checks an input against its model. Every problem comes at once, in `error.issues`; nothing is sent. */
export function validateInput(model: ModelDeclaration, given: unknown): Validation {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    return refuse(model, [{ path: "", message: "The input must be an object of the model's fields" }]);
  }
  const input: Record<string, unknown> = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  );
  const references = input.image_input;
  const wire = Array.isArray(references)
    ? {
        ...input,
        image_input: references.map((reference) => (isBytes(reference) ? bytesAddress : reference)),
      }
    : input;
  const parsed = model.input.safeParse(wire);
  const rejected = parsed.success ? [] : parsed.error.issues;
  const settings = {
    aspect_ratio: null,
    max_images: 1,
    sequential_image_generation: "disabled",
    ...(parsed.success ? (parsed.data as object) : without(wire, rejected)),
    image_input: Array.isArray(references) ? references : [],
  } as unknown as Settings;
  // Both at once: what is wrong with one field does not hide what is wrong between two others.
  const issues = [
    ...schemaIssues(model, rejected, input),
    ...referenceIssues(settings.image_input),
    ...crossIssues(model, input, settings),
  ];
  if (issues.length > 0) return refuse(model, issues);
  return { ok: true, input, settings, warnings: inputWarnings(model, input, settings) };
}

/** The fields the schema has nothing against. */
function without(input: LooseInput, rejected: readonly z.$ZodIssue[]): LooseInput {
  const bad = new Set(rejected.map(({ path: [field] }) => field));
  return Object.fromEntries(Object.entries(input).filter(([field]) => !bad.has(field)));
}

/** The references whose bytes are at hand and are no image; a Blob is read only when it is uploaded. */
function referenceIssues(references: readonly unknown[]): Issue[] {
  return references.flatMap((reference, index) => {
    const isUri = typeof reference === "string" && /^data:/i.test(reference);
    const bytes = isUri ? dataUriBytes(reference) : reference;
    if (!isUri && !(bytes instanceof Uint8Array)) return [];
    const message = referenceRefusal(bytes as Uint8Array | undefined);
    return message === undefined
      ? []
      : [{ path: `image_input[${index}]`, message, allowed: allowedReference }];
  });
}

function crossIssues(model: ModelDeclaration, input: LooseInput, settings: Settings): Issue[] {
  const issues: Issue[] = [];
  const custom = settings.size === model.size.custom;
  const missing = (["width", "height"] as const).filter((side) => input[side] === undefined);
  if (custom && missing.length === 1 && model.size.loneSide === "refuse") {
    const [side = "width"] = missing;
    issues.push({
      path: side,
      message: `${side} is missing: a custom size of ${model.title} needs both width and height`,
      allowed: `${model.size.side.min}-${model.size.side.max} px`,
      ...(settings[side] === undefined ? {} : { nearest: settings[side] }),
    });
  }
  const total = settings.image_input.length + imageRange(settings).max;
  const most = model.limits.referencesAndImages;
  if (settings.sequential_image_generation === "auto" && total > most) {
    const left = most - settings.image_input.length;
    issues.push({
      path: left < 1 ? "image_input" : "max_images",
      message: `${settings.image_input.length} references and max_images ${settings.max_images} are ${total} together`,
      allowed: `at most ${most} references and images together`,
      nearest: left < 1 ? `${most - 1} references` : left,
    });
  }
  return issues;
}

function inputWarnings(model: ModelDeclaration, input: LooseInput, settings: Settings): Warning[] {
  const { limits } = model;
  const warnings: Warning[] = [];
  const warn = (code: WarningCode, path: string, message: string) => warnings.push({ code, path, message });
  const count = settings.image_input.length;
  if (count > limits.references.most) {
    warn("many_references", "image_input", `${count} references: the vendor takes ${limits.references.most}`);
  } else if (count > limits.references.advised) {
    warn(
      "many_references",
      "image_input",
      `${count} references: 1 to ${limits.references.advised} are advised`,
    );
  }
  const words = settings.prompt.trim().split(/\s+/).length;
  if (words > limits.promptWords) {
    warn("long_prompt", "prompt", `${words} words: fewer than ${limits.promptWords} are advised`);
  } else if (settings.prompt.length > limits.promptCharacters) {
    warn(
      "long_prompt",
      "prompt",
      `${settings.prompt.length} characters: what is past ${limits.promptCharacters} may be cut`,
    );
  }
  if (settings.size !== model.size.custom && (input.width !== undefined || input.height !== undefined)) {
    warn("unused_sides", "width", `width and height are read only when size is ${model.size.custom}`);
  }
  if (settings.max_images > 1 && settings.sequential_image_generation !== "auto") {
    warn(
      "unused_max_images",
      "max_images",
      "max_images needs sequential_image_generation auto: this gives one image",
    );
  }
  return warnings;
}

function refuse(model: ModelDeclaration, issues: readonly Issue[]): { ok: false; error: SeedkitError } {
  const lines = issues.map((issue) => (issue.path ? `${issue.path}: ${issue.message}` : issue.message));
  return {
    ok: false,
    error: new SeedkitError("invalid_input", lines.join("; "), {
      charged: "no",
      model: model.id,
      issues,
      hint: `Nothing was sent. The fields of ${model.title}: ${model.page}`,
    }),
  };
}
