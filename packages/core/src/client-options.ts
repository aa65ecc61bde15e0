import type { Clock } from "./clock.ts";
import type { Call, Context } from "./context.ts";
import type { OnEvent } from "./events.ts";
import type { Credits, GeneratedImage, Generation, Prepared, Variation } from "./generation.ts";
import type { Limiter } from "./limiter.ts";
import type { InputOf, Model } from "./models/model.ts";
import type { Reference } from "./references.ts";
import type { ImageHeader } from "./size/header.ts";
import type { Ticket } from "./tickets.ts";
import type { LooseInput } from "./validation.ts";
import type { VariationOptions } from "./variations.ts";

/** `sync` answers with the image; `queued` gives a request id first, and can be recovered after a crash. */
export type Transport = "sync" | "queued";

export type Timeout = {
  /** One attempt, its body included, in ms. @default 120_000 */
  readonly attempt?: number;
  /** The whole call: waiting for a slot, retries and backoff included, in ms. @default 300_000 */
  readonly total?: number;
};

export type RetryOptions = {
  /** The most posts of one call, the first included. @default 4 */
  readonly attempts?: number;
  /**
   * Post once more after a failure that may have been paid for (`charged: "maybe"`).
   * @default false: a call that may have cost money is never repeated by itself
   */
  readonly ambiguous?: boolean;
  /** The first backoff in ms; it doubles each time, half of it random. @default 1000 */
  readonly baseMs?: number;
  /** The longest backoff in ms. @default 30_000 */
  readonly maxMs?: number;
};

/** Makes a reference smaller before it is uploaded: its long side becomes at most `longSide` px. */
export type Shrink = (
  image: { readonly bytes: Uint8Array; readonly header: ImageHeader },
  longSide: number,
) => Promise<Uint8Array>;

export type ClientOptions<M extends Model = Model> = {
  /**
   * Sent in one header to the API's and the upload endpoint's origins, nowhere else. A function is asked
   * before each call. Without one, only `prepare` works.
   */
  readonly apiKey?: string | (() => string | undefined | Promise<string | undefined>) | undefined;
  /** @default "https://api.segmind.com" */
  readonly baseUrl?: string | undefined;
  /** The full upload endpoint. @default the service's own, or `<baseUrl>/upload-asset` beside a custom base URL */
  readonly uploadUrl?: string | undefined;
  /** @default the global fetch */
  readonly fetch?: typeof fetch | undefined;
  readonly models: readonly M[];
  /** @default "sync" */
  readonly transport?: Transport | undefined;
  readonly timeout?: Timeout | undefined;
  readonly retry?: RetryOptions | undefined;
  /** Shared by every client of one account. @default no limit */
  readonly limiter?: Limiter | undefined;
  /** The largest answer that is read, in bytes. @default 134_217_728 (128 MiB) */
  readonly maxBytes?: number | undefined;
  /** @default from the package's root the browser's own canvas, where there is one; else references are sent as they are, with a warning */
  readonly shrink?: Shrink | undefined;
  readonly onEvent?: OnEvent | undefined;
  readonly clock?: Clock | undefined;
  /** A number from 0 up to 1, for backoff. @default Math.random */
  readonly random?: (() => number) | undefined;
};

export type CallOptions = {
  readonly signal?: AbortSignal | undefined;
  readonly transport?: Transport | undefined;
  readonly timeout?: Timeout | undefined;
  /** The most the call may cost, in micro-dollars: what could cost more is not sent (`over_budget`). */
  readonly maxCost?: number | undefined;
  readonly onEvent?: OnEvent | undefined;
  /** Images are bytes: see {@link SpooledCallOptions}. */
  readonly spool?: undefined;
};

/**
 * Takes a body in pieces as they come, so that no image is ever whole in memory, and gives back what the call
 * then yields in place of its bytes. What is no image by its first bytes (an answer in JSON) comes back as it is.
 * Where the pieces throw, it throws the same and leaves nothing behind. `createFileSpool` of
 * `@seedkit/core/node` makes one.
 */
export type Spool<Image extends ImageHeader = ImageHeader> = (
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
) => Promise<Image | Uint8Array>;

/** Options of a call whose images go elsewhere than into memory. Those that come as base64 in JSON go through it. */
export type SpooledCallOptions<Image extends ImageHeader = ImageHeader> = Omit<CallOptions, "spool"> & {
  readonly spool: Spool<Image>;
};

/** An image that a spool took. It has no bytes, only what the spool made of them. */
export type Spooled<Image extends ImageHeader> = Image & Pick<GeneratedImage, "url">;

/** The id of a model, or the model itself. */
type Ref<M extends Model> = M["id"] | M;
type Input<M extends Model, R> = R extends Model
  ? InputOf<R>
  : string extends R | M["id"]
    ? LooseInput
    : InputOf<Extract<M, { id: R }>>;

/** A client of the API, without what is made of its calls. Every failure is a `SeedkitError`. */
export type CoreClient<M extends Model = Model> = {
  /** Generates: validates, uploads references, posts, and reads the images, into memory or the spool. */
  generate<const R extends Ref<M>, Image extends ImageHeader>(
    model: R,
    input: Input<M, R>,
    options: SpooledCallOptions<Image>,
  ): Promise<Generation<Spooled<Image>>>;
  generate<const R extends Ref<M>>(model: R, input: Input<M, R>, options?: CallOptions): Promise<Generation>;
  /** A dry run: what would be sent, its size, cost and time. No network, no key. */
  prepare<const R extends Ref<M>>(
    model: R,
    input: Input<M, R>,
    options?: Pick<CallOptions, "transport">,
  ): Prepared;
  /** Submits by the queued transport and returns at once with what is needed to recover the result. */
  submit<const R extends Ref<M>>(model: R, input: Input<M, R>, options?: CallOptions): Promise<Ticket>;
  /** Waits for a submitted request and reads its images, into memory or the spool; it never posts. */
  recover<Image extends ImageHeader>(
    ticket: Ticket,
    options: SpooledCallOptions<Image>,
  ): Promise<Generation<Spooled<Image>>>;
  recover(ticket: Ticket, options?: CallOptions): Promise<Generation>;
  /** Uploads references, each content once, and returns their addresses in order. They are publicly readable. */
  upload(
    files: readonly Reference[],
    options?: Pick<CallOptions, "signal" | "onEvent">,
  ): Promise<readonly string[]>;
  credits(options?: Pick<CallOptions, "signal">): Promise<Credits>;
};

/** A client of the API. Every failure is a `SeedkitError` that says whether it cost anything. */
export type Client<M extends Model = Model> = CoreClient<M> & {
  /** The same input several times, each a call of its own; they are yielded as they arrive. */
  variations<const R extends Ref<M>>(
    model: R,
    input: Input<M, R>,
    count: number,
    options?: VariationOptions,
  ): AsyncIterable<Variation>;
};

/** Uploads what is not an address yet, and gives all addresses in the order of the list. */
export type Uploader = (
  call: Call,
  key: string,
  references: readonly Reference[],
) => Promise<readonly string[]>;

/** What the client of `@seedkit/core/client` is made of beside its options. */
export type CoreClientOptions<M extends Model = Model> = ClientOptions<M> & {
  /** Names the model id that may have been meant, for `not_found`. @default none */
  readonly suggest?: ((id: string, ids: readonly string[]) => string | undefined) | undefined;
  /**
   * `createUploader` of `@seedkit/core/upload`, where references may be bytes.
   * @default none: references are addresses, and the client is a kilobyte smaller
   */
  readonly uploader?: ((context: Context, shrink: Shrink | undefined) => Uploader) | undefined;
};
