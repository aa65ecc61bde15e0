export { checkWritable } from "./check-writable.ts";
export { extensionOf } from "./extension.ts";
export { loadReferences } from "./load-references.ts";
export { makeFolder, removeEmpty } from "./make-folder.ts";
export { saveFile } from "./save-file.ts";
