import { Compare, ImageDialog, ImageGrid } from "@seedkit/panel/gallery";
import { h, render } from "preact";
import { picture } from "./picture.ts";

/** The pieces by themselves, as a page uses them that makes no images. */
export async function showGallery(main: Element): Promise<void> {
  const bytes = await Promise.all(Array.from({ length: 7 }, (_, index) => picture(index * 50)));
  const addresses = bytes.map((one) => URL.createObjectURL(new Blob([one as Uint8Array<ArrayBuffer>])));
  const images = bytes.map((source, index) => ({
    id: String(index),
    label: `Picture ${index + 1}`,
    source: index % 2 === 0 ? source : addresses[index],
  }));
  const draw = (open?: string) => {
    const [before = "", after = ""] = addresses;
    const dialog = open !== undefined && {
      label: `Picture ${Number(open) + 1}`,
      source: addresses[Number(open)],
      facts: ["512 × 512"],
      onClose: () => draw(),
      children: null,
    };
    const page = h("div", { class: "seedkit" }, [
      h(ImageGrid, { label: "Pictures", images, onOpen: draw }),
      h(Compare, { before: { source: before, label: "Before" }, after: { source: after, label: "After" } }),
      dialog && h(ImageDialog, dialog),
    ]);
    render(page, main);
  };
  draw();
}
