export { needsConversion } from "./convert.ts";
export { canConvertTo } from "./load-sharp.ts";
export { type KeptOriginal, originalsFolderOf, unusedOriginals } from "./originals.ts";
export { rederive } from "./rederive.ts";
export { rescueFolderOf } from "./rescue.ts";
export { type SaveOptions, type SaveResult, saveGeneration } from "./save-generation.ts";
