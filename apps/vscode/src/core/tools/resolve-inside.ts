/** A workspace folder, as far as paths are concerned. `path` is a URI's: with `/`, absolute. */
export type Root = {
  readonly name: string;
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
};

export type Inside = { readonly root: Root; readonly path: string };

/**
 * Where a path or URI leads that a model gave: relative to the first folder, or beginning with a folder's name where
 * there are several. Undefined where it leads out of all of them. Links are not looked at.
 */
export function resolveInside(given: string, roots: readonly Root[]): Inside | undefined {
  const text = given.trim();
  const uri = /^([a-z][\w+.-]+):(.*)$/is.exec(text);
  if (uri) {
    const [, scheme = "", rest = ""] = uri;
    const [, authority = "", path] = /^(?:\/\/([^/]*))?(\/.*)$/s.exec(rest) ?? [];
    const isSame = (root: Root) =>
      root.scheme === scheme.toLowerCase() && root.authority.toLowerCase() === authority.toLowerCase();
    return within(path && decoded(path), roots.filter(isSame));
  }
  const path = text.replaceAll("\\", "/");
  if (/^[a-z]:\//i.test(path)) return within(`/${path}`, roots);
  if (path.startsWith("/")) return within(path, roots);
  const [first = "", ...rest] = path.split("/").filter((part) => part !== "" && part !== ".");
  const named = roots.length > 1 ? roots.find(({ name }) => name === first) : undefined;
  const [home] = named ? [named] : roots;
  if (!home) return undefined;
  return within(`${home.path}/${named ? rest.join("/") : path}`, [home]);
}

function within(path: string | undefined, roots: readonly Root[]): Inside | undefined {
  const real = path === undefined ? undefined : normalized(path);
  const root = roots.find(({ path: home }) => real !== undefined && isBelow(real, normalized(home) ?? "/"));
  return root && real !== undefined ? { root, path: real } : undefined;
}

const isBelow = (path: string, home: string) => path === home || path.startsWith(`${home}/`) || home === "/";

/** Without `.` and `..`, and with a small drive letter. Undefined where it leads above the file system. */
function normalized(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  const [first = "", ...rest] = parts;
  return `/${[/^[a-z]:$/i.test(first) ? first.toLowerCase() : first, ...rest].join("/")}`;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
