/** What a text names as an image: what it holds itself, an address, a URI, or a path. */
export type TypedReference =
  | { readonly kind: "data"; readonly base64: string }
  | { readonly kind: "address"; readonly url: string }
  | { readonly kind: "uri"; readonly uri: string }
  | { readonly kind: "path"; readonly path: string; readonly isAbsolute: boolean };

const data = /^data:image\/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)$/;
const drive = /^[a-z]:[\\/]/i;

/** Reads what somebody pasted. Undefined for what names no image: a word to look for. */
export function typedReference(typed: string): TypedReference | undefined {
  const text = typed.trim().replace(/^(["'])(.*)\1$/s, "$2");
  const base64 = data.exec(text)?.[1];
  if (base64 !== undefined) return { kind: "data", base64: base64.replaceAll(/\s/g, "") };
  if (text === "" || text.includes("\n")) return undefined;
  if (/^https?:\/\/[^\s/]/i.test(text)) return { kind: "address", url: text };
  if (drive.test(text)) return { kind: "path", path: `/${text.replaceAll("\\", "/")}`, isAbsolute: true };
  if (/^[a-z][\w+.-]*:\/\//i.test(text)) return { kind: "uri", uri: text };
  if (!/\.(jpe?g|png|webp|gif|avif)$/i.test(text) || !/[\\/]/.test(text)) return undefined;
  const path = text.replaceAll("\\", "/");
  return { kind: "path", path, isAbsolute: path.startsWith("/") };
}
