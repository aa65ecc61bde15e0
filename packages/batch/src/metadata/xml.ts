// XMP is a small, regular use of XML. This reads and takes out single properties and leaves every other byte as
// it is. Each search runs once through the document: files come from anywhere.

// What XML 1.0 cannot hold, not even escaped: control characters, halves of surrogate pairs, U+FFFE and U+FFFF.
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const names: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Text as it may stand in an element. What XML cannot hold becomes U+FFFD. */
export function escapeText(text: string): string {
  return (
    text
      .replace(forbidden, "\uFFFD")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      // A bare CR is read back as LF.
      .replaceAll("\r", "&#xD;")
  );
}

export function unescapeText(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi, (whole, hex, decimal, name) => {
    if (name) return names[name] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Where a property stands, what its tag says beside, and the text between its tags or quotes. */
export type Property = {
  readonly start: number;
  readonly end: number;
  readonly attributes: string;
  readonly content: string;
};

/** Every place where a property stands, as an attribute or as an element. */
export function findProperties(document: string, namespace: string, name: string): readonly Property[] {
  return prefixesOf(document, namespace).flatMap((prefix) => [
    ...attributesOf(document, `${prefix}:${name}`),
    ...elementsOf(document, `${prefix}:${name}`),
  ]);
}

/** The document without a property, wherever it stands. */
export function removeProperty(document: string, namespace: string, name: string): string {
  return findProperties(document, namespace, name)
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => text.slice(0, start) + text.slice(end), document);
}

/** The elements of a qualified name that do not stand in one another. */
export function* elementsOf(document: string, qualified: string): Generator<Property> {
  const opening = new RegExp(`<${literal(qualified)}(\\s[^<>]*|/)?>`, "g");
  for (let tag = opening.exec(document); tag; tag = opening.exec(document)) {
    const [whole, attributes = ""] = tag;
    const inside = tag.index + whole.length;
    const empty = attributes.endsWith("/");
    const close = empty ? inside : document.indexOf(`</${qualified}>`, inside);
    if (close < 0) return;
    const end = empty ? inside : close + qualified.length + 3;
    yield { start: tag.index, end, attributes, content: document.slice(inside, close) };
    opening.lastIndex = end;
  }
}

function* attributesOf(document: string, qualified: string): Generator<Property> {
  const pattern = new RegExp(`\\s${literal(qualified)}\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, "g");
  for (const match of document.matchAll(pattern)) {
    const content = match[1] ?? match[2] ?? "";
    yield { start: match.index, end: match.index + match[0].length, attributes: "", content };
  }
}

/** The prefixes that a document binds to a namespace. */
function prefixesOf(document: string, namespace: string): readonly string[] {
  const declarations = [...document.matchAll(/\sxmlns:([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  const bound = declarations.filter(([, , double, single]) => (double ?? single) === namespace);
  return [...new Set(bound.map(([, prefix = ""]) => prefix))];
}

const literal = (name: string) => name.replaceAll(".", "\\.");
