import type { Page } from "playwright-core";

/** The clipboard that the workbench copies to and pastes from. */
export type Clipboard = ReturnType<typeof createClipboard>;

export function createClipboard(page: Page) {
  return {
    read: () => page.evaluate(() => navigator.clipboard.readText()),
    write: (text: string) => page.evaluate((wanted) => navigator.clipboard.writeText(wanted), text),
    /** Puts a PNG there, as a screenshot tool does. */
    writePng: (bytes: Uint8Array) =>
      page.evaluate(async (base64) => {
        const png = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const item = new ClipboardItem({ "image/png": new Blob([png], { type: "image/png" }) });
        await navigator.clipboard.write([item]);
      }, Buffer.from(bytes).toString("base64")),
  };
}
