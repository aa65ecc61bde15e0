/** What a path of a manifest comes to: parts without `.` and `..`. Undefined where it leaves the folder. */
export function normalizePath(path: string): string | undefined {
  if (/^[/\\]|^[A-Za-z]:/.test(path)) return undefined;
  // Nothing to take out: no part that is empty or made of dots.
  if (!/(?:^|\/)\.{0,2}(?:\/|$)/.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** The folder of a path; empty for the manifest's own. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** What two names share that are one file where letters have no case: on Windows and macOS. */
export function foldCase(path: string): string {
  return path.normalize("NFC").toLowerCase();
}
