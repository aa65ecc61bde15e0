import * as vscode from "vscode";

/** A webview with a button that counts, on the theme's colours. */
export function openBoard() {
  const options = { enableScripts: true, retainContextWhenHidden: true };
  const panel = vscode.window.createWebviewPanel("sample.board", "Board", vscode.ViewColumn.Active, options);
  const nonce = "c2FtcGxl";
  panel.webview.html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'">
    <title>Board</title>
    <style nonce="${nonce}">button { color: var(--vscode-button-foreground); background: var(--vscode-button-background); }</style>
  </head>
  <body>
    <main><h1>Board</h1><button id="count">0</button></main>
    <script nonce="${nonce}">
      const host = acquireVsCodeApi();
      const button = document.getElementById("count");
      button.onclick = () => host.postMessage("count");
      addEventListener("message", ({ data }) => { button.textContent = data; });
    </script>
  </body>
</html>`;
  let count = 0;
  panel.webview.onDidReceiveMessage(() => panel.webview.postMessage(String(++count)));
}
