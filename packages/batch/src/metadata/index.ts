export { embedProvenance, provenanceEdits, readProvenance, readXmp, readXmpOf } from "./embed.ts";
export { type Edit, editedParts } from "./format.ts";
export type { Reader } from "./look.ts";
export { mergePacket } from "./packet.ts";
export type { ProvenanceInput } from "./provenance.ts";
