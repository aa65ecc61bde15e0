import type { PanelReference } from "../store/state.ts";
import { Tool } from "./button.tsx";
import { useObjectUrl } from "./context.ts";

type Props = {
  readonly reference: PanelReference;
  readonly index: number;
  readonly count: number;
  readonly move: (from: number, to: number) => void;
  readonly remove: (index: number) => void;
  readonly dragged: number | undefined;
  readonly setDragged: (index: number | undefined) => void;
};

export function ReferenceItem({ reference, index, count, move, remove, dragged, setDragged }: Props) {
  const { name, content } = reference;
  const local = useObjectUrl(typeof content === "string" ? undefined : content);
  const source = typeof content === "string" ? content : local;
  const keys = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by !== undefined && event.altKey) move(index, index + by);
    else if (event.key === "Delete" || event.key === "Backspace") remove(index);
    else return;
    event.preventDefault();
  };
  return (
    <li
      class="sk-item"
      draggable
      onDragStart={() => setDragged(index)}
      onDragEnd={() => setDragged(undefined)}
      onDrop={(event) => {
        if (dragged === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        move(dragged, index);
        setDragged(undefined);
      }}
    >
      <button
        type="button"
        class="sk-reference"
        aria-label={`${name}, ${index + 1} of ${count}`}
        aria-describedby="sk-reference-hint"
        onKeyDown={keys}
      >
        <img src={source} alt="" />
        <span class="sk-number-tag" aria-hidden="true">
          {index + 1}
        </span>
      </button>
      <span class="sk-tools">
        <Tool
          icon="left"
          label={`Move ${name} earlier`}
          disabled={index === 0}
          onClick={() => move(index, index - 1)}
        />
        <Tool icon="close" label={`Remove ${name}`} onClick={() => remove(index)} />
        <Tool
          icon="right"
          label={`Move ${name} later`}
          disabled={index === count - 1}
          onClick={() => move(index, index + 1)}
        />
      </span>
    </li>
  );
}
