import { utf8 } from "./bytes.ts";
import { namespaces, ownFields } from "./namespaces.ts";
import type { ProvenanceInput } from "./provenance.ts";
import { escapeText, findProperties, removeProperty } from "./xml.ts";

// The service may have edited references as well as drawn from nothing: all of it is the model's work.
const madeByModel = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

/** Of the fields of our namespace, not of the program: a new release changes no file. */
const version = "1";

// The exact text is the mark by which it is found again.
const ownOpening = `<rdf:Description xmlns:seedkit="${namespaces.seedkit}"`;
const ownEnd = "</rdf:Description>\n";

/**
 * An XMP packet that tells the provenance. What others wrote in `existing` stays as it is, less its digital
 * source type; a description or creator tool of theirs is kept instead of ours. Idempotent. A prompt that does
 * not fit into `maxBytes` is shortened; undefined where even without it the packet is too long.
 */
export function mergePacket(
  existing: string | undefined,
  provenance: ProvenanceInput,
  maxBytes = Number.POSITIVE_INFINITY,
): string | undefined {
  const theirs = withoutOurs(existing);
  const fits = (packet: string) => utf8(packet).length <= maxBytes;
  const whole = insert(theirs, describe(theirs, provenance, false));
  if (fits(whole)) return whole;
  const characters = [...(provenance.prompt ?? "")];
  const shortened = (length: number) =>
    insert(theirs, describe(theirs, { ...provenance, prompt: characters.slice(0, length).join("") }, true));
  // The longest beginning that fits, by halving.
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(shortened(middle))) low = middle;
    else high = middle - 1;
  }
  const packet = shortened(low);
  return fits(packet) ? packet : undefined;
}

/** A packet without what an earlier run wrote; undefined where it holds nothing that can be read. */
function withoutOurs(packet: string | undefined): string | undefined {
  if (packet === undefined || endOf(packet) === undefined) return undefined;
  let rest = packet;
  for (let start = rest.indexOf(ownOpening); start >= 0; start = rest.indexOf(ownOpening)) {
    const end = rest.indexOf(ownEnd, start);
    if (end < 0) break;
    rest = rest.slice(0, start) + rest.slice(end + ownEnd.length);
  }
  // Another program may have written our fields anew, in its own order.
  for (const name of ownFields) rest = removeProperty(rest, namespaces.seedkit, name);
  return removeProperty(rest, namespaces.Iptc4xmpExt, "DigitalSourceType");
}

function describe(theirs = "", { prompt, model, key }: ProvenanceInput, shortened: boolean): string {
  const { Iptc4xmpExt, dc, xmp, rdf } = namespaces;
  const taken = (namespace: string, name: string) => findProperties(theirs, namespace, name).length > 0;
  const element = (name: string, text: string | undefined) =>
    text === undefined ? "" : `<${name}>${escapeText(text)}</${name}>\n`;
  // All descriptions of a packet have to name the same resource.
  const about = /\s[\w.-]+:about\s*=\s*("[^"<]*"|'[^'<]*')/.exec(theirs)?.[1] ?? '""';
  const item = `<rdf:li xml:lang="x-default">${escapeText(prompt ?? "")}</rdf:li>`;
  return [
    `${ownOpening} xmlns:rdf="${rdf}" xmlns:dc="${dc}"`,
    ` xmlns:xmp="${xmp}" xmlns:Iptc4xmpExt="${Iptc4xmpExt}" rdf:about=${about}>\n`,
    element("Iptc4xmpExt:DigitalSourceType", madeByModel),
    taken(xmp, "CreatorTool") ? "" : element("xmp:CreatorTool", "Seedkit"),
    taken(dc, "description")
      ? element("seedkit:prompt", prompt)
      : prompt && `<dc:description><rdf:Alt>${item}</rdf:Alt></dc:description>\n`,
    element("seedkit:version", version),
    element("seedkit:model", model),
    element("seedkit:key", key),
    shortened ? element("seedkit:promptShortened", "True") : "",
    ownEnd,
  ].join("");
}

function insert(theirs: string | undefined, description: string): string {
  const end = theirs && endOf(theirs);
  if (theirs && end) return theirs.slice(0, end) + description + theirs.slice(end);
  return [
    `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n`,
    `<rdf:RDF xmlns:rdf="${namespaces.rdf}">\n${description}</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>`,
  ].join("");
}

/** Where a packet's list of descriptions ends. */
function endOf(packet: string): number | undefined {
  return [...packet.matchAll(/<\/[\w.-]+:RDF\s*>/g)].at(-1)?.index;
}
