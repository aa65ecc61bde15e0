import type { Field } from "@seedkit/core";
import { useRef, useState } from "preact/hooks";
import type { FormState } from "../store/state.ts";
import { Button } from "./button.tsx";
import { useStore } from "./context.ts";
import { Icon } from "./icons.tsx";
import { imagesIn, readImages } from "./image-files.ts";
import { ReferenceItem } from "./reference-item.tsx";

type Props = { readonly field: Field; readonly form: FormState; readonly problem: string | undefined };

const hint = "Arrow keys with Alt held move it, Delete removes it.";

/** The references in their order: by file, paste, drop, or from the host. */
export function References({ field, form, problem }: Props) {
  const store = useStore();
  const { references } = form;
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [over, setOver] = useState(false);
  const [dragged, setDragged] = useState<number>();

  const add = async (files: readonly File[]) => {
    const { images, refused } = await readImages(files);
    if (images.length > 0) store.addReferences(images);
    if (refused.length > 0) store.announce(`Not an image: ${refused.join(", ")}.`);
  };
  const focusItem = (index: number) => {
    // After the list is drawn again.
    setTimeout(() => {
      const items = list.current?.querySelectorAll<HTMLElement>(".sk-reference");
      (items?.[Math.min(index, items.length - 1)] ?? document.querySelector<HTMLElement>(".sk-add"))?.focus();
    });
  };
  const move = (from: number, to: number) => {
    if (to < 0 || to >= references.length) return;
    store.moveReference(from, to);
    focusItem(to);
  };
  const remove = (index: number) => {
    const gone = references[index];
    if (gone) store.removeReference(gone.id);
    focusItem(index);
  };
  const pick = async (picker: string) => {
    const picked = await store.host.pickReferences?.(picker);
    if (picked) store.addReferences(picked);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a strip with its label above
    <div
      class={over ? "sk-references sk-over" : "sk-references"}
      role="group"
      aria-labelledby={`sk-${field.name}-label`}
      aria-describedby={references.length > 0 ? "sk-reference-hint" : undefined}
      onPaste={(event) => {
        const files = imagesIn(event.clipboardData);
        if (files.length > 0) event.preventDefault();
        void add(files);
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(dragged === undefined);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void add(imagesIn(event.dataTransfer));
      }}
    >
      <div class="sk-field-head">
        <span class="sk-label" id={`sk-${field.name}-label`} title={field.help}>
          {field.label}
        </span>
        {references.length === 0 && <span class="sk-hint">Drop or paste images here</span>}
      </div>
      {references.length > 0 && (
        <ul class="sk-strip" ref={list}>
          {references.map((reference, index) => (
            <ReferenceItem
              key={reference.id}
              {...{ reference, index, move, remove, dragged, setDragged }}
              count={references.length}
            />
          ))}
        </ul>
      )}
      <div class="sk-sources">
        <Button kind="add" onClick={() => input.current?.click()}>
          <Icon name="plus" />
          Add images
        </Button>
        {store.host.referencePickers?.map(({ id, label }) => (
          <Button key={id} onClick={() => void pick(id)}>
            <Icon name="layers" />
            {label}
          </Button>
        ))}
      </div>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        aria-label="Reference images"
        onChange={(event) => {
          void add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      {references.some(({ content }) => typeof content !== "string") && (
        <p class="sk-hint">They are uploaded on Generate, and readable to all who have their address.</p>
      )}
      <p class="sk-unseen" id="sk-reference-hint">
        {hint}
      </p>
      {problem && <p class="sk-problem">{problem}</p>}
    </div>
  );
}
