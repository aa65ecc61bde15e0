// Evaluated in QuickJS before the plugin's own code. Its last value is what the host calls.
import { ask, type HostBorder, receive, registerSpecial, setHost, settle } from "./border.ts";
import { dispatch } from "./events.ts";
import { createFigma, type Members } from "./figma.ts";
import { fireTimer, installGlobals } from "./globals.ts";
import { installNodes } from "./nodes.ts";

type Config = { members: Members; html: string; uiFiles: Record<string, string> };

const target = globalThis as unknown as Record<string, unknown>;
setHost(target.__border__ as HostBorder);
delete target.__border__;

installNodes();
// The files of a drop, and the answer to a quick action's question: objects with methods that ask the host.
registerSpecial("file", ({ v, t }) => {
  const { name, type } = JSON.parse(t as string) as { name: string; type: string };
  const method = (member: string) => () => ask("call", `file:${v}`, member, []);
  return { name, type, getBytesAsync: method("getBytesAsync"), getTextAsync: method("getTextAsync") };
});
registerSpecial("suggestions", () => {
  const method = (member: string) => (value: unknown) => ask("call", "host", member, [value]);
  return {
    setSuggestions: method("setSuggestions"),
    setError: method("setError"),
    setLoadingMessage: method("setLoadingMessage"),
  };
});
const config = ask("call", "host", "config", []) as Config;
installGlobals(target, config.html, config.uiFiles);
target.figma = createFigma(config.members);

target.__entries__ = {
  dispatch: (event: string, json: string, bytes: ArrayBuffer[]) =>
    dispatch(event, receive(json, bytes) as unknown[]),
  settle,
  fireTimer,
};
