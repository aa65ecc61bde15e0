import * as vscode from "vscode";
import { nameOf } from "../flow/words.ts";
import { script } from "./gallery-script.ts";
import { styles } from "./gallery-styles.ts";
import type { FolderImage } from "./images-in.ts";

/** The page: nothing is loaded but images of the folders, and nothing runs but what bears the nonce. */
export function galleryPage(webview: vscode.Webview, images: readonly FolderImage[]): string {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = [
    "default-src 'none'",
    `img-src ${webview.cspSource}`,
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
  ].join("; ");
  const title = escaped(vscode.l10n.t("Seedkit Gallery"));
  return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<style nonce="${nonce}">${styles}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${images.length > 0 ? grid(webview, images) : `<p>${escaped(vscode.l10n.t("No image yet."))}</p>`}
</main>
<script nonce="${nonce}">${script}</script>
</body>
</html>`;
}

function grid(webview: vscode.Webview, images: readonly FolderImage[]): string {
  const cells = images.map(({ uri, changedAt }, index) => {
    const name = escaped(nameOf(uri.toString()));
    // A file that was written anew is shown anew.
    const source = escaped(`${webview.asWebviewUri(uri)}?${changedAt}`);
    const focus = index === 0 ? 0 : -1;
    return `<li><button type="button" tabindex="${focus}" data-uri="${escaped(uri.toString())}"><img src="${source}" alt="" loading="lazy"><span>${name}</span></button></li>`;
  });
  return `<ul>${cells.join("")}</ul>`;
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
