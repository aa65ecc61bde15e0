export { checkWritable } from "./check-writable.ts";
export { extensionOf } from "./extension.ts";
export { loadReferences } from "./load-references.ts";
export { saveFile } from "./save-file.ts";
