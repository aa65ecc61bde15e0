import { ImageDialog } from "@seedkit/panel/gallery";
import { useEffect, useState } from "preact/hooks";
import {
  type GalleryImage,
  type GalleryWords,
  galleryActions,
  type ToGallery,
} from "../../core/gallery/messages.ts";
import { editor } from "./editor.ts";

type Props = {
  readonly image: GalleryImage;
  readonly about: Extract<ToGallery, { type: "about" }> | undefined;
  readonly words: GalleryWords;
  readonly onMove: (step: 1 | -1) => void;
  readonly onCompare: () => void;
  readonly onClose: () => void;
};

/** One image as large as the page, or in its own size, with what made it and what can be done with it. */
export function LargeView({ image, about, words, onMove, onCompare, onClose }: Props) {
  const { id, name, source } = image;
  const [isActual, setActual] = useState(false);
  useEffect(() => editor.say({ type: "about", id }), [id]);
  useEffect(() => {
    document.documentElement.classList.toggle("gallery-actual", isActual);
    return () => document.documentElement.classList.remove("gallery-actual");
  }, [isActual]);
  const keys = (event: KeyboardEvent) => {
    if (event.key === "ArrowRight") onMove(1);
    else if (event.key === "ArrowLeft") onMove(-1);
    else if (event.key === "z") setActual(!isActual);
    else return;
    event.preventDefault();
  };
  const prompt = about?.prompt ?? image.prompt;
  return (
    <ImageDialog
      label={prompt ?? name}
      closeLabel={words.close}
      source={source}
      facts={[prompt !== undefined && name, ...(about?.facts ?? [])]}
      onClose={onClose}
      onKey={keys}
    >
      {galleryActions.map((action) => (
        <button
          key={action}
          type="button"
          class={`sk-button${action === "insert" ? " sk-main" : ""}`}
          disabled={action === "copyPrompt" && prompt === undefined}
          onClick={() => editor.say({ type: "act", action, id })}
        >
          {words[action]}
        </button>
      ))}
      <button type="button" class="sk-button" onClick={onCompare}>
        {words.compare}
      </button>
      <button type="button" class="sk-button" aria-pressed={isActual} onClick={() => setActual(!isActual)}>
        {words.actualSize}
      </button>
    </ImageDialog>
  );
}
