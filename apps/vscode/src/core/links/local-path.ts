/**
 * The path that a source names, decoded, without query: relative, or from the root with a `/`. Undefined for what
 * is no file of this project: addresses, data, fragments, and what a template or a bundler fills in.
 */
export function localPath(source: string): string | undefined {
  const path = source.trim().replace(/[?#].*$/s, "");
  if (path === "" || path.endsWith("/") || /^[a-z][\w+.-]*:|^\/\/|^\\|^[@~]/i.test(path)) return undefined;
  if (/[{}<>$|*\0]|%[^0-9a-f]|%.[^0-9a-f]/i.test(path)) return undefined;
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** The source with another extension: query and encoding stay as they are. */
export function withExtension(source: string, extension: string): string {
  const end = /[?#]/.exec(source)?.index ?? source.length;
  const path = source.slice(0, end).replace(/\.[^./\\]*$/, "");
  return path + extension + source.slice(end);
}
