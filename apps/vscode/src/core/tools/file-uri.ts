/** The URI of a path of this machine as the editor writes it, letter for letter: it compares them as texts. */
export function fileUri(path: string): string {
  const forward = path.replaceAll("\\", "/").replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
  const encoded = forward.split("/").map(encodedPart).join("/");
  return forward.startsWith("//")
    ? `file:${encoded}`
    : `file://${forward.startsWith("/") ? "" : "/"}${encoded}`;
}

/** Also what browsers leave as it is. */
const encodedPart = (part: string) =>
  encodeURIComponent(part).replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
