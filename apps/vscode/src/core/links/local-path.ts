/**
 * The path that a source names, decoded, without query: relative, or from the root with a `/`. Undefined for what
 * is no file of this project: addresses, data, fragments, and what a template or a bundler fills in.
 */
export function localPath(source: string): string | undefined {
  const path = source.trim().replace(/[?#].*$/s, "");
  if (path === "" || path.endsWith("/") || /^[a-z][\w+.-]*:|^\/\/|^\\|^[@~]/i.test(path)) return undefined;
  if (/[{}<>$|*\0]|%[^0-9a-f]|%.[^0-9a-f]/i.test(path)) return undefined;
  try {
    const decoded = decodeURIComponent(path);
    // No file system takes these, and a notification would make a link of the last one, which may run a command.
    return /[\p{Cc}]|\]\((?:https?|command|file):/iu.test(decoded) ? undefined : decoded;
  } catch {
    return undefined;
  }
}

/** The source with another file's name, encoded already: folders and query stay as they are. */
export function withFileName(source: string, name: string): string {
  const end = /[?#]/.exec(source)?.index ?? source.length;
  return source.slice(0, source.lastIndexOf("/", end - 1) + 1) + name + source.slice(end);
}
