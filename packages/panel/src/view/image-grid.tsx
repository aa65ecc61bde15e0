import { useRef, useState } from "preact/hooks";
import { useObjectUrl } from "./context.ts";
import { Icon } from "./icons.tsx";

/** One picture of a grid. */
export type GridImage = {
  readonly id: string;
  /** What the picture is, for those who cannot see it. */
  readonly label: string;
  /** An address that the page's policy lets in, or bytes; undefined: not here yet. */
  readonly source: string | Blob | Uint8Array | undefined;
  /** A short text on the picture, such as its number among those that are chosen. */
  readonly badge?: string | undefined;
};

type Props = {
  readonly label: string;
  readonly images: readonly GridImage[];
  readonly onOpen: (id: string) => void;
  /** The cell that the Tab key leads to first. @default the first one */
  readonly start?: string | undefined;
  readonly onFocus?: (id: string) => void;
};

/** Pictures side by side: one stop of the Tab key, arrow keys, Home and End within, Enter opens. */
export function ImageGrid({ label, images, onOpen, start, onFocus }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(start);
  const stop = images.some(({ id }) => id === current) ? current : images[0]?.id;
  const keys = (event: KeyboardEvent) => {
    const cells = [...(list.current?.querySelectorAll<HTMLElement>(".sk-picture") ?? [])];
    const at = cells.indexOf(event.target as HTMLElement);
    const to = target(event.key, at, cells);
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    cells[Math.max(0, Math.min(cells.length - 1, to))]?.focus();
  };
  return (
    <ul class="sk-grid sk-small" aria-label={label} ref={list} onKeyDown={keys}>
      {images.map((image) => (
        <GridCell
          key={image.id}
          image={image}
          tabIndex={image.id === stop ? 0 : -1}
          onFocus={() => {
            setCurrent(image.id);
            onFocus?.(image.id);
          }}
          onOpen={() => onOpen(image.id)}
        />
      ))}
    </ul>
  );
}

type CellProps = {
  readonly image: GridImage;
  readonly tabIndex: number;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
};

function GridCell({ image: { label, source, badge }, tabIndex, onFocus, onOpen }: CellProps) {
  const local = useObjectUrl(typeof source === "string" ? undefined : source);
  const address = typeof source === "string" ? source : local;
  return (
    <li class="sk-cell">
      <button
        type="button"
        class="sk-frame sk-picture"
        aria-label={badge === undefined ? label : `${badge}: ${label}`}
        title={label}
        {...{ tabIndex, onFocus }}
        onClick={onOpen}
      >
        {address ? <img src={address} alt="" loading="lazy" /> : <Icon name="image" />}
        {badge !== undefined && <span class="sk-badge sk-corner">{badge}</span>}
      </button>
    </li>
  );
}

/** Where a key leads from a cell. Columns are counted as they are drawn. */
function target(key: string, at: number, cells: readonly HTMLElement[]): number | undefined {
  const second = cells.findIndex((cell) => cell.offsetTop !== cells[0]?.offsetTop);
  const columns = second < 0 ? cells.length : second;
  return {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at - columns < 0 ? at : at - columns,
    ArrowDown: at + columns >= cells.length ? at : at + columns,
    Home: 0,
    End: cells.length - 1,
  }[key];
}
