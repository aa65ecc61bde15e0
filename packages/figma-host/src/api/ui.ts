import { refuse } from "../refusal.ts";
import { nameOf } from "./paints.ts";

/** The plugin's window as the plugin set it up. Sizes and positions in px. */
export type UiState = {
  html: string;
  title: string;
  visible: boolean;
  width: number;
  height: number;
  themeColors: boolean;
  position?: { x: number; y: number };
};

export type UiCalls = Record<string, (...args: readonly unknown[]) => unknown>;

export type UiHooks = {
  current(): UiState | undefined;
  /** A new window, a changed one, or none any more. */
  show(ui: UiState | undefined, isNew: boolean): void;
  post(message: unknown): void;
  notify(message: string, options: { error: boolean; button?: string; timeout?: number }): number;
  close(message: string): void;
  /** Why `showUI` may not be called now. */
  refusal(): string | undefined;
};

const smallestWidth = 70;
const longestNotice = 100;

/** `figma.showUI`, `figma.ui`, `figma.notify` and `figma.closePlugin`, by their dotted names. */
export function createUiCalls(title: string, hooks: UiHooks): UiCalls {
  const current = (where: string, missing: string): UiState =>
    hooks.current() ?? refuse(where, `${missing}. Did you forget to create a UI by calling showUI?`);
  const change = (where: string, changes: Partial<UiState>) =>
    hooks.show({ ...current(where, `No UI to ${where}`), ...changes }, false);
  return {
    showUI: (html, given = {}) => {
      if (typeof html !== "string")
        refuse("showUI", `Expected "html" to have type string but got ${nameOf(html)} instead`);
      const why = hooks.refusal();
      if (why) refuse("showUI", why);
      const options = given as Partial<UiState>;
      const { width = 300, height = 200, visible = true, themeColors = false, position } = options;
      const ui = { html, title: options.title ?? title, visible, width, height, themeColors };
      hooks.show(position ? { ...ui, position } : ui, true);
    },
    "ui.postMessage": (message) => {
      current("postMessage", "No UI to send a message to");
      hooks.post(message);
    },
    "ui.show": () => change("show", { visible: true }),
    "ui.hide": () => change("hide", { visible: false }),
    "ui.resize": (width, height) => {
      if (typeof width !== "number" || typeof height !== "number") refuse("resize", "Expected two numbers");
      change("resize", { width: Math.max(smallestWidth, width), height: Math.max(0, height) });
    },
    "ui.reposition": (x, y) => change("reposition", { position: { x: Number(x), y: Number(y) } }),
    "ui.getPosition": () => {
      const { position } = current("getPosition", "Cannot get the UI position");
      return { windowSpace: position, canvasSpace: position };
    },
    "ui.close": () => hooks.show(undefined, false),
    notify: (message, given = {}) => {
      if (typeof message !== "string") {
        refuse("notify", `Expected "message" to have type string but got ${nameOf(message)} instead`);
      }
      const {
        error = false,
        button,
        timeout,
      } = given as { error?: boolean; button?: string; timeout?: number };
      return hooks.notify(message.slice(0, longestNotice), {
        error,
        ...(button ? { button } : {}),
        ...(timeout ? { timeout } : {}),
      });
    },
    closePlugin: (message) => hooks.close(typeof message === "string" ? message : ""),
  };
}
