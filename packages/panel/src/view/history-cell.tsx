import type { HistoryEntry } from "../store/state.ts";
import { pixels } from "../words.ts";
import { useObjectUrl } from "./context.ts";
import { Icon } from "./icons.tsx";

type Props = {
  readonly entry: HistoryEntry;
  readonly thumb: Uint8Array | undefined;
  readonly onShow: () => void;
};

export function HistoryCell({ entry, thumb, onShow }: Props) {
  const source = useObjectUrl(thumb);
  return (
    <li class="sk-cell">
      <button
        type="button"
        class="sk-frame sk-picture"
        aria-label={`${entry.prompt}, ${pixels(entry.width, entry.height)}`}
        title={entry.prompt}
        onClick={onShow}
      >
        {source ? <img src={source} alt="" loading="lazy" /> : <Icon name="image" />}
      </button>
    </li>
  );
}
