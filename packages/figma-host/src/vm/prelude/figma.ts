import { ask, registerSpecial } from "./border.ts";
import { emitter, getOnMessage, setOnMessage } from "./events.ts";

export type Members = {
  readonly figma: Record<string, string>;
  readonly ui: Record<string, string>;
  readonly viewport: Record<string, string>;
};
type Listener = (...args: unknown[]) => unknown;

const mixed = Symbol("figma.mixed");
const askedOfAnything = new Set(["then", "toJSON", "constructor", "nodeType", "$$typeof"]);

/** An object over a part of the API. What the editor does not have throws as Figma does. */
function part(path: string, members: Record<string, string>, own: Record<string, unknown>): object {
  const label = path === "" ? "figma" : `figma.${path.slice(0, -1)}`;
  return new Proxy(own, {
    get(_, member) {
      if (typeof member === "symbol") return undefined;
      if (!(member in members)) {
        if (askedOfAnything.has(member)) return undefined;
        throw new TypeError(`${label}.${member} no such property '${member}' on the ${label} global object`);
      }
      if (member in own) return own[member];
      if (members[member] === "method")
        return (...args: unknown[]) => ask("call", "figma", path + member, args);
      return ask("get", "figma", path + member);
    },
    set(_, member, value) {
      if (typeof member !== "string" || !(member in members)) {
        throw new TypeError(`Cannot add property ${String(member)}, object is not extensible`);
      }
      if (members[member] !== "property") throw new TypeError("no setter for property");
      if (member in own) own[member] = value;
      else ask("set", "figma", path + member, value);
      return true;
    },
    has: (_, member) => typeof member === "string" && member in members,
  });
}

const call =
  (path: string) =>
  (...args: unknown[]) =>
    ask("call", "figma", path, args);

export function createFigma({ figma, ui, viewport }: Members): object {
  registerSpecial(
    "mixed",
    () => mixed,
    (value) => (value === mixed ? { $: "mixed" } : undefined),
  );
  const uiOwn = {
    ...emitter("ui."),
    get onmessage() {
      return getOnMessage();
    },
    set onmessage(listener: Listener | undefined) {
      setOnMessage(listener);
    },
  };
  return part("", figma, {
    ...emitter(""),
    mixed,
    skipInvisibleInstanceChildren: false,
    ui: part("ui.", ui, uiOwn),
    viewport: part("viewport.", viewport, {}),
    parameters: emitter("parameters."),
    clientStorage: {
      getAsync: call("clientStorage.getAsync"),
      setAsync: call("clientStorage.setAsync"),
      deleteAsync: call("clientStorage.deleteAsync"),
      keysAsync: call("clientStorage.keysAsync"),
    },
    notify: (
      message: unknown,
      options: { button?: { text: string; action: Listener }; [key: string]: unknown } = {},
    ) => {
      const { button, onDequeue: _, ...plain } = options;
      const id = ask("call", "figma", "notify", [
        message,
        { ...plain, ...(button ? { button: button.text } : {}) },
      ]);
      if (button) emitter("notification.").on(String(id), button.action);
      return { cancel: () => ask("call", "host", "cancelNotification", [id]) };
    },
  });
}
