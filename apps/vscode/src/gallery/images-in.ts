import * as vscode from "vscode";

export type FolderImage = {
  readonly uri: vscode.Uri;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
};

const most = 500;
const isImage = /\.(jpe?g|png|webp|avif|gif)$/i;

/** The images of folders and of what lies in them, newest first. A folder that is not there has none. */
export async function imagesIn(folders: readonly vscode.Uri[]): Promise<readonly FolderImage[]> {
  const found = (await Promise.all(folders.map((folder) => filesIn(folder, 3)))).flat();
  const images = await Promise.all(
    found.map((uri) =>
      vscode.workspace.fs.stat(uri).then(
        ({ mtime }): FolderImage[] => [{ uri, changedAt: mtime }],
        // It went meanwhile: the others are there.
        () => [],
      ),
    ),
  );
  return images
    .flat()
    .sort((one, other) => other.changedAt - one.changedAt)
    .slice(0, most);
}

async function filesIn(folder: vscode.Uri, depth: number): Promise<vscode.Uri[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder).then(
    (list) => list,
    () => [],
  );
  const nested = await Promise.all(
    entries.map(async ([name, type]) => {
      const uri = vscode.Uri.joinPath(folder, name);
      const isFolder = (type & vscode.FileType.Directory) !== 0;
      // A link to a folder may lead around in a circle.
      const isLink = (type & vscode.FileType.SymbolicLink) !== 0;
      if (isFolder) return depth > 0 && !isLink && !name.startsWith(".") ? filesIn(uri, depth - 1) : [];
      return isImage.test(name) && !name.startsWith(".") ? [uri] : [];
    }),
  );
  return nested.flat();
}
