export { embedProvenance, readProvenance, readXmp } from "./embed.ts";
export { mergePacket } from "./packet.ts";
export type { Provenance, ProvenanceInput } from "./provenance.ts";
