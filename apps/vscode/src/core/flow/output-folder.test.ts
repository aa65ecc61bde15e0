import { expect, test } from "vitest";
import { resolveFolder } from "./output-folder.ts";

test.each([
  ["images", { path: "images", absolute: false }],
  ["  static/img ", { path: "static/img", absolute: false }],
  ["assets\\img", { path: "assets/img", absolute: false }],
  ["", { path: ".", absolute: false }],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the words of VS Code's own variables
  ["${fileDirname}/img", { path: "/site/posts/img", absolute: true }],
  ["/pictures", { path: "/pictures", absolute: true }],
  ["C:\\pictures", { path: "/C:/pictures", absolute: true }],
])("%s", (setting, folder) => {
  expect(resolveFolder(setting, "/site/posts")).toEqual(folder);
});
