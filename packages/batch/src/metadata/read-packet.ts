import { namespaces, type ownFields } from "./namespaces.ts";
import type { Provenance } from "./provenance.ts";
import { elementsOf, findProperties, unescapeText } from "./xml.ts";

const aiSources = /\/(?:trainedAlgorithmicMedia|compositeWithTrainedAlgorithmicMedia|algorithmicMedia)$/;

/** What a packet tells, or undefined where it says nothing of an image's origin. */
export function readPacket(packet: string): Provenance | undefined {
  const read = (namespace: keyof typeof namespaces, name: string) => {
    const [found] = findProperties(packet, namespaces[namespace], name);
    return found && textOf(found);
  };
  const own = (name: (typeof ownFields)[number]) => read("seedkit", name);
  const source = read("Iptc4xmpExt", "DigitalSourceType");
  const [model, key, tool] = [own("model"), own("key"), read("xmp", "CreatorTool")];
  if (source === undefined && model === undefined && key === undefined) return undefined;
  // Of a file that is not ours, a description is not known to be a prompt.
  const prompt = own("prompt") ?? (own("version") === undefined ? undefined : read("dc", "description"));
  return {
    madeByAi: source !== undefined && aiSources.test(source),
    ...(prompt !== undefined && { prompt }),
    ...(own("promptShortened") === "True" && { promptShortened: true as const }),
    ...(model !== undefined && { model }),
    ...(key !== undefined && { key }),
    ...(tool !== undefined && { tool }),
  };
}

/** The value of a property: the resource it names, an item of its list, or its text. */
function textOf({ attributes, content }: { attributes: string; content: string }): string {
  const resource = /\srdf:resource\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes);
  if (resource) return unescapeText(resource[1] ?? resource[2] ?? "");
  const items = [...elementsOf(content, "rdf:li")];
  const item = items.find((each) => each.attributes.includes("x-default")) ?? items[0];
  return unescapeText(item?.content ?? content);
}

/** The text of a packet: UTF-8, or UTF-16 as some old programs write it. */
export function decodePacket(bytes: Uint8Array): string {
  const big = bytes[0] === 0 || bytes[0] === 0xfe;
  const little = bytes[1] === 0 || bytes[0] === 0xff;
  const encoding = big ? "utf-16be" : little ? "utf-16le" : "utf-8";
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}
