/** The gallery in the colours of the editor's theme. */
export const styles = `
body { padding: 16px; color: var(--vscode-foreground); background: var(--vscode-editor-background);
  font: var(--vscode-font-weight) var(--vscode-font-size) var(--vscode-font-family); }
h1 { margin: 0 0 16px; font-size: 1.4em; font-weight: 600; }
ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(160px, 1fr)); gap: 12px; margin: 0;
  padding: 0; list-style: none; }
button { display: block; width: 100%; padding: 4px; color: inherit; font: inherit; text-align: start;
  background: none; border: 1px solid var(--vscode-contrastBorder, transparent); border-radius: 4px;
  cursor: pointer; }
button:hover { background: var(--vscode-list-hoverBackground); }
button:focus-visible { outline: 2px solid var(--vscode-focusBorder); }
img { display: block; width: 100%; aspect-ratio: 1; object-fit: contain;
  background: var(--vscode-editorWidget-background); }
span { display: block; margin-top: 4px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
`;
