import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Root, resolveInside } from "./resolve-inside.ts";

const root = (path: string, name = "project", scheme = "file", authority = ""): Root => ({
  ...{ path, name, scheme, authority },
});
const one = [root("/home/me/project")];
const pathOf = (given: string, roots: readonly Root[] = one) => resolveInside(given, roots)?.path;

describe("a path that a model gives", () => {
  test("is relative to the folder, or absolute in it", () => {
    expect(pathOf("images/fox.jpg")).toBe("/home/me/project/images/fox.jpg");
    expect(pathOf("./images//fox.jpg")).toBe("/home/me/project/images/fox.jpg");
    expect(pathOf("images\\fox.jpg")).toBe("/home/me/project/images/fox.jpg");
    expect(pathOf("a/../fox.jpg")).toBe("/home/me/project/fox.jpg");
    expect(pathOf("/home/me/project/fox.jpg")).toBe("/home/me/project/fox.jpg");
    expect(pathOf("file:///home/me/project/a%20fox.jpg")).toBe("/home/me/project/a fox.jpg");
  });

  test.each([
    "../fox.jpg",
    "images/../../fox.jpg",
    "..\\..\\fox.jpg",
    "../../../../../../fox.jpg",
    "/etc/fox.jpg",
    "/home/me/project-2/fox.jpg",
    "C:\\fox.jpg",
    "\\\\server\\share\\fox.jpg",
    "file:///etc/fox.jpg",
    "file:///home/me/project/%2e%2e/fox.jpg",
    "file:///home/me/project/%",
    "file:///home/me/project\\..\\..\\..\\fox.jpg/../../../../x",
    "vscode-remote://ssh+host/home/me/project/fox.jpg",
    "https://example.org/fox.jpg",
    "untitled:fox.jpg",
    "data:image/png;base64,AAAA",
  ])("that leads out is none: %s", (given) => {
    expect(resolveInside(given, one)).toBeUndefined();
  });

  test("never leads out, whatever it is made of", () => {
    const parts = fc.constantFrom("..", ".", "a", "", "%2e%2e", "C:", "file:", "home", "me", "project", "\\");
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), fc.constantFrom("/", "\\"), (list, separator) => {
        const path = pathOf(list.join(separator));
        expect(path === undefined || /^\/home\/me\/project(\/|$)/.test(path)).toBe(true);
        expect(path?.split("/") ?? []).not.toContain("..");
      }),
    );
  });

  test("begins with a folder's name where there are several", () => {
    const two = [root("/a/site", "site"), root("/b/docs", "docs")];
    expect(pathOf("docs/fox.jpg", two)).toBe("/b/docs/fox.jpg");
    expect(pathOf("fox.jpg", two)).toBe("/a/site/fox.jpg");
    expect(pathOf("docs/../fox.jpg", two)).toBeUndefined();
    expect(pathOf("/b/docs/fox.jpg", two)).toBe("/b/docs/fox.jpg");
  });

  test("may be one of Windows, or of another file system", () => {
    const windows = [root("/c:/work")];
    expect(pathOf("C:\\work\\fox.jpg", windows)).toBe("/c:/work/fox.jpg");
    expect(pathOf("file:///C%3A/work/fox.jpg", windows)).toBe("/c:/work/fox.jpg");
    const remote = [root("/repo", "repo", "vscode-vfs", "github")];
    expect(pathOf("vscode-vfs://github/repo/fox.jpg", remote)).toBe("/repo/fox.jpg");
    expect(pathOf("file:///repo/fox.jpg", remote)).toBeUndefined();
    expect(pathOf("fox.jpg", [])).toBeUndefined();
  });
});
