/** One stop of Tab for the grid, arrows within it; Enter opens. */
export const script = `
const host = acquireVsCodeApi();
const cells = [...document.querySelectorAll("button")];
const columns = () => {
  const top = cells[0]?.offsetTop;
  const end = cells.findIndex((cell) => cell.offsetTop !== top);
  return end < 0 ? cells.length : end;
};
const focus = (index) => {
  const cell = cells[Math.max(0, Math.min(cells.length - 1, index))];
  for (const other of cells) other.tabIndex = other === cell ? 0 : -1;
  cell?.focus();
};
document.addEventListener("click", (event) => {
  const cell = event.target.closest("button");
  if (cell) host.postMessage({ open: cell.dataset.uri });
});
document.addEventListener("keydown", (event) => {
  const at = cells.indexOf(document.activeElement);
  if (at < 0) return;
  const moves = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns(), ArrowUp: -columns() };
  const to = event.key === "Home" ? 0 : event.key === "End" ? cells.length - 1 : at + (moves[event.key] ?? NaN);
  if (Number.isNaN(to)) return;
  event.preventDefault();
  focus(to);
});
`;
