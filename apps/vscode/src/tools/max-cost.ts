import * as vscode from "vscode";

/** The most that what agents make may cost in this window, in micro-dollars. Only the user can set it. */
export function maxCost(): number {
  const dollars = vscode.workspace.getConfiguration("seedkit").get<number>("tools.maxCost");
  // settings.json takes any value: the schema only underlines it.
  const valid = typeof dollars === "number" && Number.isFinite(dollars) && dollars >= 0;
  return Math.round((valid ? dollars : 1) * 1_000_000);
}
