import { type Answers, createAnswers, type HostCalls, suggestionsAnswer } from "./answers.ts";
import type { Context } from "./api/context.ts";
import { figmaMembers, uiMembers, viewportMembers } from "./api/editors.ts";
import { createFigmaApi } from "./api/figma.ts";
import { createUiCalls, type UiHooks, type UiState } from "./api/ui.ts";
import { fetchFor } from "./fetch.ts";
import type { HostState } from "./host-state.ts";
import { createTimers } from "./timers.ts";
import { createMachine, type Machine } from "./vm/machine.ts";

/** What a quick action's question was answered with. */
export type Suggestions = {
  suggestions: readonly unknown[];
  error?: string;
  loading?: string;
};

/** One run of the plugin, from its first line to `closePlugin`. */
export type Run = {
  readonly command: string;
  readonly machine: Machine;
  readonly ui: UiState | undefined;
  /** Promises of the host that the plugin still waits for. */
  readonly pending: number;
  dispatch(event: string, ...args: unknown[]): boolean;
  ask(query: { key: string; query: string; parameters: Record<string, unknown> }): Suggestions;
  /** The user closes the plugin, or it closes itself. */
  end(message: string): void;
};

export async function startRun(state: HostState, command: string, mayShowUi: () => boolean): Promise<Run> {
  const { plugin, document } = state;
  const noticed = new Set<string>();
  const suggested: Suggestions = { suggestions: [] };
  let ui: UiState | undefined;
  let ending: string | undefined;
  let closing = false;
  let inside = 0;
  let machine: Machine;
  let answers: Answers;

  const context: Context = {
    plugin,
    document,
    loadedFonts: new Set(),
    fonts: state.fonts,
    notice: (event) => noticed.add(event),
  };
  const finish = () => {
    if (ending === undefined || !machine.alive || closing) return;
    closing = true;
    machine.dispatch("close", answers.send([]));
    timers.stopAll();
    ui = undefined;
    machine.dispose();
    state.ended(run, ending);
  };
  // Events and the end wait until the VM is empty: a plugin is never called from within its own call.
  const enter = <T>(work: () => T): T => {
    inside += 1;
    try {
      const result = work();
      while (inside === 1 && ending === undefined && noticed.size > 0) {
        const [event = ""] = noticed;
        noticed.delete(event);
        machine.dispatch(event, answers.send([]));
      }
      return result;
    } finally {
      inside -= 1;
      if (inside === 0) finish();
    }
  };
  const timers = createTimers((id) => enter(() => machine.fireTimer(id)), state.clock);

  const uiHooks: UiHooks = {
    current: () => ui,
    show(next, isNew) {
      ui = next;
      state.uiChanged(next, isNew);
    },
    post: (message) => state.messageToUi(message),
    notify: (message, options) => state.notify(message, options),
    close: (message) => {
      ending ??= message;
    },
    refusal: () =>
      mayShowUi()
        ? undefined
        : "Cannot show a UI while the plugin asks for parameters: wait for the run event",
  };
  const figma = createFigmaApi({
    context,
    storage: state.storage,
    viewport: state.viewport,
    command,
    ui: createUiCalls(plugin.manifest.name, uiHooks),
  });
  const host: HostCalls = {
    config: () => ({
      members: {
        figma: figmaMembers(document.editor),
        ui: uiMembers(),
        viewport: viewportMembers(document.editor),
      },
      html: plugin.html,
      uiFiles: plugin.uiFiles,
    }),
    report: (name: string, message: string, stack: string) => state.crashed({ name, message, stack }),
    log: (level: string, text: string) => state.logs.push({ level, text }),
    startTimer: timers.start,
    stopTimer: timers.stop,
    decodeText: (bytes: Uint8Array) => new TextDecoder().decode(bytes),
    fetch: (url: string, init: Record<string, unknown>) => fetchFor(plugin.manifest, url, init),
    cancelNotification: (id: number) => state.cancelNotification(id),
    setSuggestions: (list: unknown[]) => {
      suggested.suggestions = list;
    },
    setError: (text: string) => {
      suggested.error = text;
    },
    setLoadingMessage: (text: string) => {
      suggested.loading = text;
    },
  };
  answers = createAnswers({
    context,
    figma,
    host,
    settle: (id, answer, error) => {
      if (machine.alive) {
        enter(() => machine.settle(id, answer, error && { message: error.message, name: error.name }));
      }
      state.settled();
    },
  });
  machine = await createMachine(state.limits, { answer: answers.answer, crashed: state.crashed });

  const run: Run = {
    command,
    machine,
    get ui() {
      return ui;
    },
    get pending() {
      return answers.pending;
    },
    dispatch: (event, ...args) => enter(() => machine.dispatch(event, answers.send(args))),
    ask({ key, query, parameters }) {
      suggested.suggestions = [];
      delete suggested.error;
      delete suggested.loading;
      const result = suggestionsAnswer;
      enter(() => machine.dispatch("parameters.input", answers.send([{ key, query, parameters, result }])));
      return suggested;
    },
    end(message) {
      ending ??= message;
      finish();
    },
  };
  enter(() => machine.evaluate(plugin.code, "code.js"));
  return run;
}
