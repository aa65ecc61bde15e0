export const namespaces = {
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  dc: "http://purl.org/dc/elements/1.1/",
  xmp: "http://ns.adobe.com/xap/1.0/",
  Iptc4xmpExt: "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
  /** What no standard has a field for. */
  seedkit: "https://github.com/seedkit/seedkit/ns/1.0/",
} as const;

/** The fields of our own namespace. */
export const ownFields = ["version", "model", "key", "prompt", "promptShortened"] as const;
