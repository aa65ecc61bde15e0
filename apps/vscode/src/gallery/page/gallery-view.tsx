import { ImageGrid } from "@seedkit/panel/gallery";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { GalleryImage, GalleryWords, ToGallery } from "../../core/gallery/messages.ts";
import { Comparison } from "./comparison.tsx";
import { editor } from "./editor.ts";
import { LargeView } from "./large-view.tsx";
import type { PageState } from "./page-state.ts";

type Props = {
  readonly images: readonly GalleryImage[];
  readonly words: GalleryWords;
  readonly about: ReadonlyMap<string, Extract<ToGallery, { type: "about" }>>;
};

/** The grid, and over it an image shown large or two that are compared. */
export function Gallery({ images, words, about }: Props) {
  const [state, setState] = useState<PageState>(editor.state);
  const scroll = useRef<HTMLDivElement>(null);
  const change = (changed: PageState) => setState((before) => ({ ...before, ...changed }));
  useEffect(() => editor.keep({ ...state, scroll: scroll.current?.scrollTop ?? 0 }), [state]);
  useLayoutEffect(() => {
    scroll.current?.scrollTo({ top: state.scroll ?? 0, behavior: "instant" });
  }, []);
  useEffect(() => {
    // Only written down: nothing of the page is drawn anew for it.
    const keep = () => editor.keep({ ...editor.state(), scroll: scroll.current?.scrollTop ?? 0 });
    scroll.current?.addEventListener("scrollend", keep);
    return () => scroll.current?.removeEventListener("scrollend", keep);
  }, []);
  const find = (id: string | undefined) => images.find((image) => image.id === id);
  const [open, first, other] = [find(state.open), find(state.first), find(state.other)];

  /** One that is chosen is compared with the next. */
  const choose = (id: string) => {
    if (!first) change({ first: id, open: undefined });
    else change(first.id === id ? { first: undefined } : { other: id });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !open && !other) change({ first: undefined });
    const cell = (event.target as HTMLElement).closest(".sk-picture");
    if (event.key !== " " || !cell || !state.current) return;
    event.preventDefault();
    if (event.type === "keydown" && !event.repeat) choose(state.current);
  };

  return (
    <>
      <h1 class="sk-unseen">{words.title}</h1>
      <p class="gallery-hint sk-hint" role="status">
        {first && !other ? words.chooseOther : words.hint}
      </p>
      <section class="sk-scroll" aria-label={words.title} ref={scroll} onKeyDown={keys} onKeyUp={keys}>
        {images.length === 0 ? (
          <p class="sk-empty">
            {words.empty}
            <button type="button" class="sk-button sk-main" onClick={() => editor.say({ type: "generate" })}>
              {words.generate}
            </button>
          </p>
        ) : (
          <ImageGrid
            label={words.title}
            images={images.map(({ id, source, name, prompt }) => ({
              id,
              source,
              label: prompt ? `${name}: ${prompt}` : name,
              badge: id === first?.id ? words.first : undefined,
            }))}
            start={state.current}
            onFocus={(current) => change({ current })}
            onOpen={(id) => (first ? choose(id) : change({ open: id }))}
          />
        )}
      </section>
      {open && (
        <LargeView
          image={open}
          about={about.get(open.id)}
          words={words}
          onMove={(step) => {
            const next = images[images.indexOf(open) + step];
            if (next) change({ open: next.id });
          }}
          onCompare={() => choose(open.id)}
          onClose={() => change({ open: undefined })}
        />
      )}
      {first && other && (
        <Comparison
          {...{ first, other, words }}
          onClose={() => change({ first: undefined, other: undefined })}
        />
      )}
    </>
  );
}
