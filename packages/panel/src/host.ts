import type { ClientEvent, Credits, LooseInput, Model, Ticket, Transport } from "@seedkit/core";

/** One request as the panel hands it over: exactly one call of the API, and one bill. */
export type JobRequest = {
  /** Names the job in both directions; unique for all time. */
  readonly id: string;
  readonly model: string;
  /** The model's own input. References are addresses: bytes went through {@link PanelHost.upload} before. */
  readonly input: LooseInput;
  readonly transport: Transport;
  /** Where the images go, as a {@link Place} of the host names it. */
  readonly place?: string;
};

/** One finished image on its way from the host to the panel. */
export type PanelImage = {
  readonly bytes: Uint8Array;
  /** `image/jpeg` and the like. */
  readonly mediaType: string;
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
};

/** What a job tells while it runs. Whoever awaits what a function returns must wait for it. */
export type JobCall = {
  /** Aborts when the user cancels. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: ClientEvent) => void;
  /** Called with a ticket of the queued transport **before** the host waits for the result: await it. */
  readonly onTicket: (ticket: Ticket) => Promise<void>;
  /** Called for each image as it arrives, one at a time: await it before the next. */
  readonly onImage: (image: PanelImage) => Promise<void>;
};

/** What a finished job cost and took. */
export type JobResult = {
  /** Micro-dollars, as the service reports them, else as they were estimated. */
  readonly costMicros: number;
  /** What the account has left, in the API's own unit. */
  readonly creditsLeft?: number | undefined;
};

/** An image with all that is known of it, for the host to put where it belongs. */
export type Delivery = {
  readonly image: PanelImage;
  /** The job it comes from; `<job>/<index>` is unique. */
  readonly job: string;
  readonly index: number;
  readonly model: string;
  readonly input: LooseInput;
  readonly place?: string | undefined;
};

/** What became of a delivery. */
export type Delivered = {
  /** Kept in the history. */
  readonly stored?: Stored;
  /** Where the image is now, in a few words: the name of a frame, a path. @default the label of its place */
  readonly where?: string | undefined;
};

/** What stays of a delivery after the bytes are gone: plain data that the host understands. */
export type Stored = unknown;

/** One spot an image goes to: a frame, a line of text, a file. */
export type Place = {
  readonly id: string;
  readonly label: string;
  /** Takes the place of the form's fields for this one, such as its own prompt or ratio. */
  readonly input?: LooseInput;
};

/** A choice of where images go. */
export type Destination = {
  readonly id: string;
  readonly label: string;
  /** Why it cannot be chosen now; shown beside it. */
  readonly unavailable?: string;
  /** One job (times the count) is made for each. @default one job without a place */
  readonly places?: readonly Place[];
};

/** A button under each result. The first one is the main one. */
export type ResultAction = {
  readonly id: string;
  readonly label: string;
  /** Whether it makes sense for an image of this size, in px. @default always */
  readonly fits?: (image: { readonly width: number; readonly height: number }) => boolean;
};

/** A reference as the panel holds it: bytes, or the address of an earlier upload. */
export type ReferenceSource = { readonly name: string; readonly content: Uint8Array | string };

/** A button beside "Add images" that asks the host for references: selected layers, files of a project. */
export type ReferencePicker = { readonly id: string; readonly label: string };

/** The key as the panel sees it: it can be written and tested, never read. */
export type KeyStore = {
  has(): Promise<boolean>;
  save(key: string): Promise<void>;
  remove(): Promise<void>;
  /** Asks for the balance with this key, or with the saved one: the cheapest proof that it works. */
  test(key?: string): Promise<Credits>;
};

/** Values are plain data and `Uint8Array`; a value is at most 64 kB, except `history` and `tickets`. */
export type PanelStorage = {
  get(name: string): Promise<unknown>;
  set(name: string, value: unknown): Promise<void>;
  delete(name: string): Promise<void>;
};

/**
 * All the panel asks of the program it is shown in. It does not know where images go, where the key lies, or
 * whether the client runs beside it or on the other side of a message channel. A failure is a `SeedkitError`,
 * or what its `toJSON()` gives.
 */
export type PanelHost = {
  /** @default all models Seedkit ships */
  readonly models?: readonly Model[];
  /** Shown in the settings, not editable. */
  readonly baseUrl: string;
  /** Runs one job to its end. */
  generate(request: JobRequest, call: JobCall): Promise<JobResult>;
  /** Finishes a job whose ticket was kept. It never posts. */
  recover(ticket: Ticket, call: JobCall): Promise<JobResult>;
  /** Uploads one reference and returns its address. It is readable to all who have it. */
  upload(reference: Uint8Array, options: { readonly signal: AbortSignal }): Promise<string>;
  readonly key: KeyStore;
  credits(): Promise<Credits>;
  readonly storage: PanelStorage;
  /** What the host knows before it is asked: with it the panel shows at once, without it after a look at the storage. */
  readonly known?: {
    readonly hasKey: boolean;
    /** The value that the storage has under `settings`. */
    readonly settings: unknown;
  };
  openExternal(url: string): void;
  /** Puts an image where it belongs, as soon as it is here. */
  deliver?(delivery: Delivery): Promise<Delivered | undefined>;
  readonly actions?: readonly ResultAction[];
  /** Does what a button under a result says. */
  act?(action: string, delivery: Delivery): Promise<void>;
  /** Puts an image of the history back at no cost; false where its bytes are out of reach here. */
  reuse?(stored: Stored): Promise<boolean>;
  /** Lets a result be dragged out of the panel. */
  drag?(event: DragEvent, delivery: Delivery): void;
  /** Calls back with the destinations now and after each change; returns a function that stops it. */
  watchDestinations?(listener: (destinations: readonly Destination[]) => void): () => void;
  readonly referencePickers?: readonly ReferencePicker[];
  pickReferences?(picker: string): Promise<readonly ReferenceSource[]>;
  /** False where the machine says that it is offline. */
  online?(): boolean;
};
