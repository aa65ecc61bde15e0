import { type Clock, dollars, listModels, type Model, systemClock } from "@seedkit/core";
import type { FaultRule } from "./faults/rule.ts";

/** How the images of a v1 answer travel. */
export type AnswerForm = "bytes" | "urls" | "data-uris" | "base64";

/** What an emulator can be told. Everything has a default: `createEmulator()` is a working service. */
export type EmulatorOptions = {
  /** Listens there; 0 takes any free port. @default none: only `fetch` works */
  readonly port?: number | undefined;
  /** @default "127.0.0.1" */
  readonly host?: string | undefined;
  /** Changes the drawings, and decides faults that come by probability. @default none */
  readonly seed?: number | string | undefined;
  /** The balance to begin with, in dollars. @default 100 */
  readonly credits?: number | undefined;
  /** How long a generation takes: not at all, as long as the model usually does, or so many ms. @default "none" */
  readonly latency?: "none" | "real" | number | undefined;
  /** Generations a minute and key; more is 429. @default no limit */
  readonly rate?: number | undefined;
  /** Whether a 429 of `rate` says when to come back. Nobody has seen the service do it. @default false */
  readonly retryAfter?: boolean | undefined;
  /** `plain` is a flat image of the true size, for load tests. @default "drawn" */
  readonly pixels?: "drawn" | "plain" | undefined;
  /** @default "jpeg", as the service answers */
  readonly format?: "jpeg" | "png" | "webp" | undefined;
  /** What finished images may hold in memory, in bytes. @default 134_217_728 (128 MiB) */
  readonly cacheBytes?: number | undefined;
  /** @default every model of `@seedkit/core` */
  readonly models?: readonly Model[] | undefined;
  /** The one key that is let in. @default any key that is not empty */
  readonly apiKey?: string | undefined;
  /** `any` lets every page in, also those of origin `null`. @default "any" */
  readonly cors?: "any" | "none" | undefined;
  /** @default the machine's clock */
  readonly clock?: Clock | undefined;
  /** What v1 sends for one image. @default "bytes" */
  readonly v1Single?: AnswerForm | undefined;
  /** What v1 sends for several images, which nobody has published. @default "urls" */
  readonly v1Multiple?: Exclude<AnswerForm, "bytes"> | undefined;
  /** After so many ms a v1 request dies with "Internal Polling Error", charged. @default never */
  readonly v1TimeLimit?: number | undefined;
  /** The queued transport; 404 and 405 are what a service without it answers, false is 404. @default true */
  readonly v2?: boolean | 404 | 405 | undefined;
  /** What v2 answers to an empty balance. @default 402 */
  readonly v2NoCredits?: 402 | 406 | undefined;
  /** What a charge is for. @default "image" */
  readonly billing?: "image" | "generation" | undefined;
  /** How many images `auto` gives: all that were allowed, or one fewer. @default "full" */
  readonly sequence?: "full" | "fewer" | undefined;
  /** More references are refused. @default "vendor", the model's own limit */
  readonly maxReferences?: number | "vendor" | "any" | undefined;
  /** @default "refuse"; the service is said to ignore them */
  readonly unknownFields?: "refuse" | "ignore" | undefined;
  /** Data URIs as references, of which nothing is known. @default "accept" */
  readonly dataUris?: "accept" | "refuse" | undefined;
  /** A preset under the vendor's floor on a model that does not scale up. @default "keep" */
  readonly underFloor?: "keep" | "refuse" | undefined;
  /** Faults every test scope starts with. */
  readonly faults?: readonly FaultRule[] | undefined;
};

/** The options with every default filled in. */
export type Settings = {
  readonly [Name in Exclude<
    keyof EmulatorOptions,
    "port" | "host" | "credits" | "latency" | "v2"
  >]-?: Exclude<EmulatorOptions[Name], undefined>;
} & {
  readonly creditsMicros: number;
  /** ms a generation of this model takes. */
  readonly latencyOf: (model: Model) => number;
  readonly v2: true | 404 | 405;
};

export function resolveOptions(options: EmulatorOptions): Settings {
  const { latency = "none", v2 = true } = options;
  return {
    seed: options.seed ?? "",
    creditsMicros: dollars(options.credits ?? 100).micros,
    latencyOf: (model) => (latency === "none" ? 0 : latency === "real" ? model.typicalMs : latency),
    rate: options.rate ?? 0,
    retryAfter: options.retryAfter ?? false,
    pixels: options.pixels ?? "drawn",
    format: options.format ?? "jpeg",
    cacheBytes: options.cacheBytes ?? 128 * 1024 * 1024,
    models: options.models ?? listModels(),
    apiKey: options.apiKey ?? "",
    cors: options.cors ?? "any",
    clock: options.clock ?? systemClock,
    v1Single: options.v1Single ?? "bytes",
    v1Multiple: options.v1Multiple ?? "urls",
    v1TimeLimit: options.v1TimeLimit ?? Number.POSITIVE_INFINITY,
    v2: v2 === false ? 404 : v2,
    v2NoCredits: options.v2NoCredits ?? 402,
    billing: options.billing ?? "image",
    sequence: options.sequence ?? "full",
    maxReferences: options.maxReferences ?? "vendor",
    unknownFields: options.unknownFields ?? "refuse",
    dataUris: options.dataUris ?? "accept",
    underFloor: options.underFloor ?? "keep",
    faults: options.faults ?? [],
  };
}
