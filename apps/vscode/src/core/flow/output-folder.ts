/**
 * The path that the setting names: `absolute`, or relative to the workspace folder. `${fileDirname}` stands for
 * the folder of the active file, given as `fileFolder`.
 */
export function resolveFolder(
  setting: string,
  fileFolder: string,
): { readonly path: string; readonly absolute: boolean } {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the words of VS Code's own variables
  const filled = setting.trim().replaceAll("\\", "/").replaceAll("${fileDirname}", fileFolder);
  const drive = /^[a-z]:\//i.test(filled);
  const path = drive ? `/${filled}` : filled;
  return { path: path === "" ? "." : path, absolute: path.startsWith("/") };
}
