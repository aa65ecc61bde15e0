export { clearIncoming, incomingPath } from "./incoming.ts";
export { canConvertTo } from "./load-sharp.ts";
export { type KeptOriginal, originalsFolderOf, unusedOriginals } from "./originals.ts";
export { rederive } from "./rederive.ts";
export { type SaveOptions, type SaveResult, saveGeneration } from "./save-generation.ts";
export type { Savable } from "./source.ts";
