import { type Clock, type LooseInput, listModels, type Model, systemClock } from "@seedkit/core";
import type { Delivery, PanelHost, Place } from "../host.ts";
import { createCell, modelOf } from "./cell.ts";
import { toPanelError } from "./failure.ts";
import { emptyForm, formOf, moved, switchModel } from "./form.ts";
import { createHistory } from "./history.ts";
import { createKeys, type Keys } from "./keys.ts";
import { createPlanner } from "./planner.ts";
import { type Quote, quote } from "./quote.ts";
import { createReceiver, deliveryOf } from "./receive.ts";
import { createRunner } from "./runner.ts";
import { knownSettings, startPanel } from "./start.ts";
import type {
  FieldValue,
  HistoryEntry,
  Job,
  PanelReference,
  PanelState,
  Result,
  Settings,
  View,
} from "./state.ts";
import { createTicketBook } from "./tickets.ts";

export type PanelStore = {
  readonly host: PanelHost;
  readonly models: readonly Model[];
  readonly keys: Keys;
  getState(): PanelState;
  /** Calls back after each change; returns a function that stops it. */
  subscribe(listener: () => void): () => void;
  /** Reads what the host keeps, and fetches what was paid for and never arrived. Called again it does nothing. */
  start(): Promise<void>;
  /** Stops listening to the host. Running jobs go on. */
  stop(): void;
  show(view: View): void;
  setField(name: string, value: FieldValue): void;
  setModel(id: string): void;
  setCount(count: number): void;
  setDestination(id: string): void;
  addReferences(references: readonly Omit<PanelReference, "id">[]): void;
  removeReference(id: string): void;
  moveReference(from: number, to: number): void;
  /** Fills the form with an input, for "Edit prompt" and pasted settings. */
  load(model: string, input: LooseInput): void;
  quote(): Quote;
  /** Makes what the form says. False where something stands in the way: the state says what. */
  generate(): boolean;
  /** Makes an input as it stands, beside what the form holds: for "Regenerate". */
  regenerate(model: string, input: LooseInput, place?: Place): void;
  cancel(jobs: readonly string[]): void;
  cancelAll(): void;
  /** Makes failed jobs again. Each is a new call, and a bill of its own. */
  retry(jobs: readonly string[]): void;
  /** Fetches the images of a job that was submitted and cut off. Costs nothing. */
  recover(job: string): void;
  /** Takes ended jobs from the grid; their images stay in the history. */
  clearEnded(): void;
  dismissProblem(): void;
  setSettings(settings: Partial<Settings>): void;
  delivery(job: Job, result: Result): Promise<Delivery>;
  act(action: string, job: Job, result: Result): Promise<void>;
  reuse(entry: HistoryEntry): Promise<boolean>;
  removeHistory(ids: readonly string[]): Promise<void>;
  announce(text: string): void;
};

export type PanelStoreOptions = {
  /** @default the machine's own */
  readonly clock?: Clock;
};

/** Makes the state of a panel and everything that can be done with it. */
export function createPanelStore(
  host: PanelHost,
  { clock = systemClock }: PanelStoreOptions = {},
): PanelStore {
  const models: readonly Model[] = host.models ?? listModels();
  const cell = createCell(host, clock, models, initialState(modelOf(models, ""), clock, host));
  const history = createHistory(cell);
  const tickets = createTicketBook(host.storage);
  const runner = createRunner(cell, tickets, createReceiver(cell, history));
  const { get, set } = cell;
  const keys = createKeys(cell);
  const planner = createPlanner(cell, runner);
  const starter = startPanel({ cell, history, tickets, runner, keys });

  const setForm = (patch: Partial<PanelState["form"]>) =>
    set({ form: { ...get().form, ...patch }, problem: undefined });
  const current = () => modelOf(models, get().form.model);
  const failing = async <T>(work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      set({ problem: toPanelError(error, host) });
      return undefined;
    }
  };
  const delivery = async (job: Job, { blob, mediaType, width, height, index }: Result): Promise<Delivery> => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return { ...deliveryOf(job), index, image: { bytes, mediaType, width, height } };
  };

  return {
    ...{ host, models, getState: get, subscribe: cell.subscribe, announce: cell.announce, delivery },
    ...planner,
    keys: {
      ...keys,
      async save(key, options) {
        const saved = await keys.save(key, options);
        if (saved) await starter.recoverKept();
        return saved;
      },
    },
    start: starter.start,
    stop: starter.stop,
    show(view) {
      set({ view });
      if (view === "history") void history.loadThumbs().catch(() => {});
    },
    setField: (name, value) => setForm({ values: { ...get().form.values, [name]: value } }),
    setModel: (id) => setForm(switchModel(get().form, modelOf(models, id))),
    setCount: (count) => setForm({ count: Math.max(1, Math.min(15, Math.round(count) || 1)) }),
    setDestination: (destination) => setForm({ destination }),
    addReferences(added) {
      const all = [...get().form.references, ...added.map((one) => ({ ...one, id: cell.newId() }))];
      setForm({ references: all });
      cell.announce(`${added.length} added, ${all.length} ${all.length === 1 ? "reference" : "references"}.`);
    },
    removeReference(id) {
      setForm({ references: get().form.references.filter((one) => one.id !== id) });
      cell.announce("Reference removed.");
    },
    moveReference(from, to) {
      const references = moved(get().form.references, from, to);
      setForm({ references });
      const at = Math.max(0, Math.min(references.length - 1, to));
      cell.announce(`${references[at]?.name}, position ${at + 1} of ${references.length}.`);
    },
    load(model, input) {
      const { destination } = get().form;
      const form = formOf(modelOf(models, model), input, cell.newId);
      set({ form: { ...form, destination }, view: "create", checked: false, problem: undefined });
    },
    quote: () => quote(get().form, current(), get().destinations),
    cancel: runner.cancel,
    cancelAll: () =>
      runner.cancel(
        get()
          .jobs.map(({ id }) => id)
          .reverse(),
      ),
    recover: runner.recover,
    dismissProblem: () => set({ problem: undefined }),
    setSettings(patch) {
      const settings = { ...get().settings, ...patch };
      set({ settings, problem: undefined });
      void failing(host.storage.set("settings", settings));
    },
    async act(action, job, result) {
      await failing(delivery(job, result).then((one) => host.act?.(action, one)));
    },
    reuse: async (entry) => (await failing(host.reuse?.(entry.stored) ?? Promise.resolve(false))) ?? false,
    async removeHistory(ids) {
      await failing(history.remove(ids));
      cell.announce("Removed from the history.");
    },
  };
}

function initialState(model: Model, clock: Clock, { known }: PanelHost): PanelState {
  return {
    ready: known !== undefined,
    view: "create",
    hasKey: known?.hasKey ?? false,
    keyTest: { status: "idle" },
    credits: undefined,
    form: emptyForm(model),
    checked: false,
    destinations: [],
    jobs: [],
    history: [],
    thumbs: {},
    settings: { transport: "queued", capMicros: null, ...knownSettings(known?.settings) },
    problem: undefined,
    announcement: "",
    now: clock.now(),
  };
}
