import { type Clock, systemClock } from "@seedkit/core";
import type { ClientStorage } from "./api/client-storage.ts";
import type { Viewport } from "./api/figma.ts";
import type { UiState } from "./api/ui.ts";
import { createDocument, type Editor, type FigmaDocument } from "./document/document.ts";
import type { FigmaNode } from "./document/node.ts";
import type { Crash, HostState, LogLine, Notification } from "./host-state.ts";
import { checkPlugin, type Plugin } from "./plugin/load-plugin.ts";
import { flatMenu } from "./plugin/manifest.ts";
import { type Run, type Suggestions, startRun } from "./run.ts";
import { createTraffic, type Traffic } from "./traffic.ts";
import { createUser, type User } from "./user.ts";
import type { MachineLimits } from "./vm/machine.ts";

export type RunOptions = {
  /** A command of the manifest's menu or relaunch buttons. */
  readonly command?: string;
  /** The node whose relaunch button is pressed; it is selected, and has to carry the command. */
  readonly relaunch?: FigmaNode;
  /** The answers of a quick action. */
  readonly parameters?: Readonly<Record<string, unknown>>;
};

export type FigmaHostOptions = RunOptions & {
  readonly plugin: Plugin;
  /** The document's own unless there is none. @default "figma" */
  readonly editor?: Editor;
  readonly document?: FigmaDocument;
  /** What `figma.clientStorage` holds already; it is written to. */
  readonly clientStorage?: ClientStorage;
  /** The view in page px. @default 1200 x 800 around 0,0 */
  readonly viewport?: Viewport;
  /** @default Inter in four styles */
  readonly fonts?: readonly { readonly family: string; readonly style: string }[];
  /** For the plugin's timers. */
  readonly clock?: Clock;
  readonly limits?: Partial<MachineLimits>;
};

export type FigmaHost = {
  readonly plugin: Plugin;
  readonly document: FigmaDocument;
  readonly clientStorage: ClientStorage;
  readonly viewport: Viewport;
  readonly user: User;
  /** Starts the plugin: its code, then the run event. An earlier run is closed first. */
  run(options?: RunOptions): Promise<void>;
  /** Asks for suggestions as the quick-action bar does, starting the plugin if it does not run. */
  suggest(question: {
    command?: string;
    key: string;
    query?: string;
    parameters?: Record<string, unknown>;
  }): Promise<Suggestions>;
  /** The user closes the plugin. */
  close(): void;
  readonly running: boolean;
  /** What `closePlugin` said, once the run is over. */
  readonly closedWith: string | undefined;
  readonly ui: UiState | undefined;
  /** A message as the UI sends it. Plain data only. */
  send(message: unknown): void;
  readonly traffic: Traffic;
  /** Waits until no call of the plugin's is unanswered (timers aside). */
  idle(): Promise<void>;
  readonly notifications: readonly Notification[];
  readonly logs: readonly LogLine[];
  /** What the plugin threw and did not catch. */
  readonly errors: readonly Crash[];
  /** Bytes in the plugin's heap. */
  heap(): number;
  /** Told of a window that comes, changes or goes; answers how to stop. */
  onUi(listener: (ui: UiState | undefined, isNew: boolean) => void): () => void;
  dispose(): void;
};

const inter = ["Regular", "Medium", "Semi Bold", "Bold"].map((style) => ({ family: "Inter", style }));
const view = (): Viewport => ({
  center: { x: 0, y: 0 },
  zoom: 1,
  get bounds() {
    const { x, y } = this.center;
    return {
      x: x - 600 / this.zoom,
      y: y - 400 / this.zoom,
      width: 1200 / this.zoom,
      height: 800 / this.zoom,
    };
  },
});

/** A Figma for one file and one user, in which a built plugin runs: its main thread without a browser. */
export function createFigmaHost(options: FigmaHostOptions): FigmaHost {
  const plugin = checkPlugin(options.plugin);
  const document = options.document ?? createDocument({ editor: options.editor ?? "figma" });
  if (!plugin.manifest.editorType.includes(document.editor)) {
    throw new Error(`the manifest's editorType does not have "${document.editor}"`);
  }
  const traffic = createTraffic();
  const notifications: Notification[] = [];
  const errors: Crash[] = [];
  const uiListeners = new Set<(ui: UiState | undefined, isNew: boolean) => void>();
  let waiting: (() => void)[] = [];
  let run: Run | undefined;
  let hasRun = false;
  let closedWith: string | undefined;

  const uiChanged = (ui: UiState | undefined, isNew: boolean) => {
    for (const listener of uiListeners) listener(ui, isNew);
  };
  const state: HostState = {
    plugin,
    document,
    storage: options.clientStorage ?? new Map(),
    viewport: options.viewport ?? view(),
    fonts: options.fonts ?? inter,
    clock: options.clock ?? systemClock,
    limits: { memory: 512 * 1024 * 1024, deadline: 10_000, ...options.limits },
    logs: [],
    crashed: (crash) => errors.push(crash),
    uiChanged,
    messageToUi: traffic.toUi,
    notify(message, given) {
      const id = notifications.length + 1;
      notifications.push({ id, message, ...given, cancelled: false });
      return id;
    },
    cancelNotification(id) {
      const notification = notifications[id - 1];
      if (notification) notification.cancelled = true;
    },
    ended(ended, message) {
      if (run === ended) run = undefined;
      closedWith = message;
      if (message)
        notifications.push({ id: notifications.length + 1, message, error: false, cancelled: false });
      uiChanged(undefined, false);
    },
    settled() {
      for (const check of waiting) check();
    },
  };
  const hasParameters = (command: string) =>
    flatMenu(plugin.manifest.menu).some((item) => item.command === command && item.parameters) ||
    Boolean(plugin.manifest.parameters);
  const start = async (command: string): Promise<Run> => {
    run?.end("");
    hasRun = false;
    closedWith = undefined;
    checkCommand(plugin, command);
    document.page.loaded = true;
    const started = await startRun(state, command, () => hasRun || !hasParameters(command));
    if (started.machine.alive) run = started;
    return started;
  };
  const dispatch = (event: string, ...args: unknown[]) => run?.dispatch(event, ...args) ?? false;
  const user = createUser(document, dispatch);

  return {
    plugin,
    document,
    clientStorage: state.storage,
    viewport: state.viewport,
    user,
    async run(given = {}) {
      const { command = "", relaunch, parameters } = { ...options, ...given };
      if (relaunch) {
        if (!(command in relaunch.relaunchData))
          throw new Error(`the node has no relaunch button "${command}"`);
        user.select(relaunch);
      }
      const started = run && !hasRun && run.command === command ? run : await start(command);
      hasRun = true;
      started.dispatch("run", { command, ...(parameters ? { parameters } : {}) });
    },
    async suggest({ command = options.command ?? "", key, query = "", parameters = {} }) {
      const started = run && !hasRun && run.command === command ? run : await start(command);
      return { ...started.ask({ key, query, parameters }) };
    },
    close: () => run?.end(""),
    get running() {
      return run !== undefined;
    },
    get closedWith() {
      return closedWith;
    },
    get ui() {
      return run?.ui;
    },
    send(message) {
      traffic.toMain(message);
      dispatch("ui.message", message, { origin: "null" });
    },
    traffic,
    async idle() {
      await new Promise((resolve) => setImmediate(resolve));
      while ((run?.pending ?? 0) > 0) {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
        });
        waiting = [];
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    notifications,
    logs: state.logs,
    errors,
    heap: () => run?.machine.heap() ?? 0,
    onUi(listener) {
      uiListeners.add(listener);
      return () => uiListeners.delete(listener);
    },
    dispose: () => run?.end(""),
  };
}

function checkCommand({ manifest }: Plugin, command: string): void {
  const commands = [...flatMenu(manifest.menu), ...(manifest.relaunchButtons ?? [])].map(
    (entry) => entry.command,
  );
  if (command !== "" && !commands.includes(command))
    throw new Error(`the manifest has no command "${command}"`);
}
