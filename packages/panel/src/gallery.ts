// Pieces without a store, a client or a model: for pages that show images and make none.
export { Compare } from "./view/compare.tsx";
export { Dialog, type DialogProps } from "./view/dialog.tsx";
export { ImageDialog } from "./view/image-dialog.tsx";
export { type GridImage, ImageGrid } from "./view/image-grid.tsx";
