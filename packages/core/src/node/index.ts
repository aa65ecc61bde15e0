export { checkWritable } from "./check-writable.ts";
export { extensionOf } from "./extension.ts";
export { createFileSpool, type FileSpoolOptions, type SpooledImage } from "./file-spool.ts";
export { loadReferences } from "./load-references.ts";
export { makeFolder, removeEmpty } from "./make-folder.ts";
export { moveFile } from "./move-file.ts";
export { saveFile } from "./save-file.ts";
export { syncFolder } from "./sync-folder.ts";
