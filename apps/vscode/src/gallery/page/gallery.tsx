import { render } from "preact";
import type { ToGallery } from "../../core/gallery/messages.ts";
import { editor } from "./editor.ts";
import { Gallery } from "./gallery-view.tsx";
import { takeReferences } from "./take-references.ts";

const main = document.querySelector("main");
if (!main) throw new Error("no main");

type Shown = Extract<ToGallery, { type: "show" }>;
type About = Extract<ToGallery, { type: "about" }>;

let shown: Shown | undefined;
const about = new Map<string, About>();

editor.listen((message) => {
  if (message.type === "show") shown = message;
  else about.set(message.id, message);
  if (shown) render(<Gallery images={shown.images} words={shown.words} about={new Map(about)} />, main);
});
takeReferences(document, editor.say);
editor.say({ type: "ready" });
