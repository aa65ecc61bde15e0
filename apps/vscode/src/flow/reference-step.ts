import * as vscode from "vscode";
import { typedReference } from "../core/references/typed-reference.ts";
import type { Services } from "../services.ts";
import { askPick, type Back, back, type StepFrame } from "./steps.ts";
import { nameOf } from "./words.ts";

const imageFiles = "**/*.{jpg,jpeg,png,webp,gif,avif,JPG,JPEG,PNG,WEBP}";
const notThere = "**/{node_modules,.git,dist,out,build}/**";
const most = 2000;

type FileItem = vscode.QuickPickItem & { uri: vscode.Uri | undefined; typed?: string };

/** Asks for one image: of the workspace, of anywhere by Browse, or one that is pasted as a path, address or data. */
export async function askForImageFile(
  services: Services,
  frame: StepFrame,
): Promise<vscode.Uri | Back | undefined> {
  const browse = { label: `$(folder-opened) ${vscode.l10n.t("Browse…")}`, alwaysShow: true, uri: undefined };
  const chosen = await askPick<FileItem>({
    ...frame,
    items: [browse],
    more: workspaceImages(),
    placeholder: vscode.l10n.t("The image. Or paste its path, its address or a data URI"),
    typed: (text) =>
      typedReference(text) && {
        label: `$(clippy) ${vscode.l10n.t("Use what was pasted")}`,
        description: text.length > 60 ? `${text.slice(0, 60)}…` : text,
        alwaysShow: true,
        uri: undefined,
        typed: text,
      },
  });
  if (chosen === undefined || chosen === back) return chosen;
  if (chosen.uri) return chosen.uri;
  if (chosen.typed !== undefined) {
    const { readTyped } = await import("../references/read-typed.ts");
    return (await readTyped(services, chosen.typed)) ?? askForImageFile(services, frame);
  }
  const [file] =
    (await vscode.window.showOpenDialog({
      filters: { [vscode.l10n.t("Images")]: ["jpg", "jpeg", "png", "webp", "gif", "avif"] },
    })) ?? [];
  return file;
}

async function workspaceImages() {
  const found = await vscode.workspace.findFiles(imageFiles, notThere, most);
  return found
    .map((uri) => ({ uri, path: vscode.workspace.asRelativePath(uri) }))
    .sort((one, other) => one.path.localeCompare(other.path))
    .map(({ uri, path }) => ({ label: nameOf(uri.toString()), description: path, uri }));
}

/** Shows the references of a draft in their order: each can be taken out, and one can be added. */
export async function askReferences(
  services: Services,
  references: readonly string[],
  title: string,
): Promise<readonly string[] | undefined> {
  const { t } = vscode.l10n;
  const add = { label: `$(add) ${t("Add a Reference…")}`, reference: undefined };
  const items: (vscode.QuickPickItem & { reference: string | undefined })[] = [
    add,
    ...references.map((reference, index) => ({
      label: `$(close) ${t("Take out {0}", nameOf(reference))}`,
      description: t("reference {0}", index + 1),
      reference,
    })),
  ];
  const chosen = await askPick({ title, canGoBack: true, items, active: add });
  if (chosen === undefined) return undefined;
  if (chosen === back) return references;
  if (chosen.reference !== undefined) return references.filter((one) => one !== chosen.reference);
  const file = await askForImageFile(services, { title, canGoBack: true });
  if (file === undefined) return undefined;
  return file === back ? references : [...new Set([...references, file.toString()])];
}

/** The bytes of the references, for the size they give; undefined for one that cannot be read. */
export const readReferences = (references: readonly string[]): Promise<(Uint8Array | undefined)[]> =>
  Promise.all(
    references.map((uri) =>
      vscode.workspace.fs.readFile(vscode.Uri.parse(uri, true)).then(
        (bytes) => bytes,
        () => undefined,
      ),
    ),
  );
