// Checked by tsc and never run: what a caller may write, and what the compiler refuses.
import { expectTypeOf } from "vitest";
import {
  type Client,
  createClient,
  estimate,
  type Generation,
  type InputOf,
  type LooseInput,
  type Model,
  type ModelId,
  planSize,
  type Reference,
  type Validation,
  validate,
} from "../index.ts";
import type { seedream45 } from "./seedream-4.5.ts";
import type { seedream4 } from "./seedream-4.ts";

type Input4 = InputOf<typeof seedream4>;
type Input45 = InputOf<typeof seedream45>;

expectTypeOf<ModelId>().toEqualTypeOf<"seedream-4" | "seedream-4.5">();
expectTypeOf<Input45["prompt"]>().toEqualTypeOf<string>();
expectTypeOf<Input45["size"]>().toEqualTypeOf<"1K" | "2K" | "4K" | "custom" | undefined>();
expectTypeOf<Input45["width"]>().toEqualTypeOf<number | undefined>();
expectTypeOf<Input45["image_input"]>().toEqualTypeOf<readonly Reference[] | undefined>();
expectTypeOf<Input45["sequential_image_generation"]>().toEqualTypeOf<"disabled" | "auto" | undefined>();
expectTypeOf<"match_input_image">().toExtend<Input45["aspect_ratio"]>();
expectTypeOf<"match_input_image">().not.toExtend<Input4["aspect_ratio"]>();
expectTypeOf<null>().toExtend<Input4["aspect_ratio"]>();
expectTypeOf<null>().not.toExtend<Input45["aspect_ratio"]>();
expectTypeOf<InputOf<Model>>().toEqualTypeOf<LooseInput>();

const client = createClient();
expectTypeOf(client).toExtend<Client>();
expectTypeOf(client.generate("seedream-4.5", { prompt: "x" })).resolves.toEqualTypeOf<Generation>();
void client.generate("seedream-4.5", { prompt: "x", image_input: ["https://a.b/c", new Uint8Array()] });
void client.generate("seedream-4", { prompt: "x", aspect_ratio: null });
// @ts-expect-error a field that no model has
void client.generate("seedream-4.5", { prompt: "x", sise: "2K" });
// @ts-expect-error a value that is not allowed
void client.generate("seedream-4.5", { prompt: "x", size: "8K" });
// @ts-expect-error only the newer model has it
void client.generate("seedream-4", { prompt: "x", aspect_ratio: "match_input_image" });
// @ts-expect-error the prompt is required
void client.generate("seedream-4.5", { size: "2K" });
// @ts-expect-error there is no such model
void client.generate("seedream-5", { prompt: "x" });
// @ts-expect-error the same holds without sending
client.prepare("seedream-4.5", { prompt: "x", max_images: "3" });
// @ts-expect-error and for many at once
client.variations("seedream-4.5", { prompt: "x", width: "wide" }, 3);

expectTypeOf(validate("seedream-4", { prompt: "x" })).toEqualTypeOf<Validation>();
// @ts-expect-error a wrong value of a known model
planSize("seedream-4", { prompt: "x", size: "3K" });
// @ts-expect-error a wrong field of a known model
estimate("seedream-4.5", { prompt: "x", count: 3 });
// A model known only at run time takes any object, and is checked then.
const someModel: string = "seedream-4";
validate(someModel, { anything: true });
