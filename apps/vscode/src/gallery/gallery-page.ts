import * as vscode from "vscode";

export const pageFolder = (extension: vscode.Uri): vscode.Uri =>
  vscode.Uri.joinPath(extension, "dist", "gallery");

/** The page: nothing is loaded but its own style and images of the folders, nothing runs but what bears the nonce. */
export function galleryPage(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const source = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(extension), name));
  const policy = [
    "default-src 'none'",
    `img-src ${webview.cspSource}`,
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(vscode.l10n.t("Seedkit Gallery"))}</title>
<link rel="stylesheet" href="${source("gallery-style.css")}">
</head>
<body>
<main class="seedkit"></main>
<script nonce="${nonce}" src="${source("gallery.js")}"></script>
</body>
</html>`;
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
