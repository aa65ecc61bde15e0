/** The way from a folder to a file, both absolute with `/`: `../images/tea.png`, `tea.png`. */
export function relativePath(folder: string, file: string): string {
  const from = folder.split("/").filter((part) => part !== "");
  const to = file.split("/").filter((part) => part !== "");
  const name = to.pop() ?? "";
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => ".."), ...to.slice(same), name].join("/");
}
