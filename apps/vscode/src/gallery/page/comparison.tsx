import { Compare, Dialog } from "@seedkit/panel/gallery";
import type { GalleryImage, GalleryWords } from "../../core/gallery/messages.ts";

type Props = {
  readonly first: GalleryImage;
  readonly other: GalleryImage;
  readonly words: GalleryWords;
  readonly onClose: () => void;
};

/** Two images in one place, with a line that is moved between them. */
export function Comparison({ first, other, words, onClose }: Props) {
  const side = ({ source, name }: GalleryImage) => ({ source, label: name });
  return (
    <Dialog label={words.comparison} closeLabel={words.close} onClose={onClose}>
      <Compare before={side(first)} after={side(other)} label={words.slider} />
      <p class="sk-hint">{`${first.name} | ${other.name}`}</p>
    </Dialog>
  );
}
