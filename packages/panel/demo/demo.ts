// The panel on a page of its own: with `?api=…` against an emulator, with `?state=…` in one of its states.
import { createClientHost, createMemoryStorage, createPanelStore, mountPanel } from "@seedkit/panel";
import "@fontsource/inter/latin-400.css";
import "@fontsource/inter/latin-600.css";
import "@seedkit/panel/panel.css";
import "@seedkit/panel/vscode.css";
import "./demo.css";
import { showGallery } from "./gallery.ts";
import { pageStorage } from "./page-storage.ts";
import { showState } from "./states.ts";

const query = new URLSearchParams(location.search);
const main = document.querySelector("main");
const api = query.get("api");

if (main && api) {
  const storage = query.has("keep") ? pageStorage() : createMemoryStorage();
  const key = query.get("key");
  if (key) await storage.set("key", key);
  const host = createClientHost({
    baseUrl: api,
    storage,
    retry: { attempts: 1 },
    actions: [{ id: "insert", label: "Insert" }],
    act: async (action, { job, index }) =>
      void document.body.setAttribute("data-act", `${action} ${job}/${index}`),
  });
  mountPanel(main, createPanelStore(host));
} else if (main) {
  const state = query.get("state") ?? "empty";
  await (state === "gallery" ? showGallery(main) : showState(main, state));
}
