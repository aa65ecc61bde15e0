import type { AddressOptions, Host } from "../host/start-host.ts";
import { type BrowserPage, openPage, type PageOptions } from "../page/open-page.ts";
import { patience } from "../page/reach.ts";
import type { ServerlessHost } from "../serverless/start-serverless.ts";
import { type Clipboard, createClipboard } from "./clipboard.ts";
import { createDialog, type Dialog } from "./dialog.ts";
import { createEditor, type Editor } from "./editor.ts";
import { createExplorer, type Explorer } from "./explorer.ts";
import { createNotificationCentre, type NotificationCentre } from "./notification-centre.ts";
import { createPalette, type Palette } from "./palette.ts";
import { createProblems, type Problems } from "./problems.ts";
import { createQuickInput, type QuickInput } from "./quick-input.ts";
import { createStatusBar, type StatusBar } from "./status-bar.ts";
import { createThemePicker, type Theme } from "./theme.ts";
import { createToast, type Toast } from "./toast.ts";
import { createTree, type Tree } from "./tree.ts";
import { createTrust, type Trust } from "./trust.ts";
import { createWebview, type Webview } from "./webview.ts";

export interface WorkbenchOptions extends PageOptions, Omit<AddressOptions, "payload"> {
  host: Host | ServerlessHost;
}

/** VS Code in a page. */
export interface Workbench extends BrowserPage {
  palette: Palette;
  quickInput: QuickInput;
  editor: Editor;
  explorer: Explorer;
  problems: Problems;
  statusBar: StatusBar;
  notifications: NotificationCentre;
  dialog: Dialog;
  trust: Trust;
  clipboard: Clipboard;
  /** The toast whose message holds the text; with none, the newest. */
  toast(text?: string | RegExp): Toast;
  /** The tree of an extension's view, by the view's title. */
  tree(view: string): Tree;
  /** The webview in sight; of several, by their place. */
  webview(place?: number): Webview;
  /** Loads the page again, as a browser does: settings are read anew, and what was open may be lost. */
  reload(): Promise<void>;
  /** Loads the window again by its command, which first stores what is open and the states of its webviews. */
  reloadWindow(): Promise<void>;
  /** Changes the colours of the running window. */
  setTheme(theme: Theme): Promise<void>;
}

/** Opens a page on the host and waits until the workbench is drawn. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const opened = await openPage(options);
  await opened.page.goto(options.host.address(options));
  const workbench = createWorkbench(opened);
  await drawn(opened);
  return workbench;
}

/** The page objects of a page that shows a workbench. */
function createWorkbench(opened: BrowserPage): Workbench {
  const { page } = opened;
  const palette = createPalette(page);
  const reload = async () => {
    await page.reload();
    await drawn(opened);
  };
  const reloadWindow = async () => {
    const loaded = page.waitForEvent("domcontentloaded", { timeout: patience });
    await Promise.all([loaded, palette.run("Developer: Reload Window")]);
    await drawn(opened);
  };
  return {
    ...opened,
    palette,
    quickInput: createQuickInput(page),
    editor: createEditor(page),
    explorer: createExplorer(page),
    problems: createProblems(page),
    statusBar: createStatusBar(page),
    notifications: createNotificationCentre(page),
    dialog: createDialog(page),
    trust: createTrust(page, palette),
    clipboard: createClipboard(page),
    toast: (text) => createToast(page, text),
    tree: (view) => createTree(page, view),
    webview: (place) => createWebview(page, place),
    reload,
    reloadWindow,
    setTheme: createThemePicker(page, palette),
  };
}

async function drawn({ page }: BrowserPage): Promise<void> {
  await page.locator(".monaco-workbench .part.editor").waitFor();
}
