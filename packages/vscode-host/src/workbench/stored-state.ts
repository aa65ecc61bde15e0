import type { Page } from "playwright-core";
import { patience, settled } from "../page/reach.ts";

/**
 * Until the state that the window comes back with after a reload holds this, such as the name of an open file.
 * The workbench stores it every five seconds, and not when the page goes: a page that goes may wait for nothing.
 */
export async function stored(page: Page, text: string | RegExp): Promise<void> {
  const holds = (state: string) => (typeof text === "string" ? state.includes(text) : text.test(state));
  await settled(
    () => readState(page),
    holds,
    `the stored state of the window does not hold ${text}`,
    patience,
  );
}

/** What is open, in which order, and the states of its webviews. */
function readState(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const answered = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const states: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (!name?.startsWith("vscode-web-state-db-") || name.includes("global")) continue;
      const database = await answered(indexedDB.open(name));
      const store = database.transaction("ItemTable").objectStore("ItemTable");
      states.push(String(await answered(store.get("memento/workbench.parts.editor"))));
      database.close();
    }
    return states.join("\n");
  });
}
