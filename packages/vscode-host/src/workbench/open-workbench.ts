import type { Host } from "../host/start-host.ts";
import { type BrowserPage, openPage, type PageOptions } from "../page/open-page.ts";
import { createEditor, type Editor } from "./editor.ts";
import { createPalette, type Palette } from "./palette.ts";
import { createQuickInput, type QuickInput } from "./quick-input.ts";
import { createToast, type Toast } from "./toast.ts";

export interface WorkbenchOptions extends PageOptions {
  host: Host;
  /** The folder to open, absolute; without it none is open. */
  folder?: string;
  /** A .code-workspace file to open, absolute. */
  workspace?: string;
}

/** VS Code in a page. */
export interface Workbench extends BrowserPage {
  palette: Palette;
  quickInput: QuickInput;
  editor: Editor;
  /** The toast whose message holds the text; with none, the newest. */
  toast(text?: string | RegExp): Toast;
  /** Loads the window again: settings are read anew, what is open is restored. */
  reload(): Promise<void>;
}

/** Opens a page on the host and waits until the workbench is drawn. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const opened = await openPage(options);
  const { page } = opened;
  const drawn = () => page.locator(".monaco-workbench .part.editor").waitFor();
  await page.goto(addressOf(options));
  await drawn();
  return {
    ...opened,
    palette: createPalette(page),
    quickInput: createQuickInput(page),
    editor: createEditor(page),
    toast: (text) => createToast(page, text),
    async reload() {
      await page.reload();
      await drawn();
    },
  };
}

function addressOf({ host, folder, workspace }: WorkbenchOptions): string {
  const query = new URLSearchParams();
  if (folder) query.set("folder", folder);
  else if (workspace) query.set("workspace", workspace);
  else query.set("ew", "true");
  return `${host.url}/?${query}`;
}
