import { createEmulator, type Emulator, type EmulatorOptions } from "@seedkit/emulator";
import {
  type ClientStorage,
  createDocument,
  createFigmaHost,
  type FigmaDocument,
  type FigmaHost,
  type FigmaPage,
  launchChromium,
  openFigmaPage,
  type RunOptions,
  type Theme,
} from "@seedkit/figma-host";
import type { Browser } from "playwright-core";
import { pluginFor } from "./build-for.ts";
import { closeTo, imagesAs } from "./half-closed.ts";

/** A designer's machine: Figma with the built plugin in Chromium, and the API on a port of its own. */
export type Desk = {
  readonly api: Emulator;
  readonly host: FigmaHost;
  readonly document: FigmaDocument;
  readonly figma: FigmaPage;
  readonly ui: FigmaPage["ui"];
  /** The user presses the button with this prompt. */
  generate(prompt?: string): Promise<void>;
  /** Waits until the grid has so many images. */
  results(count: number): Promise<void>;
  close(): Promise<void>;
};

export type DeskOptions = EmulatorOptions & {
  readonly browser: Browser;
  readonly document?: FigmaDocument;
  readonly clientStorage?: ClientStorage;
  readonly theme?: Theme;
  readonly run?: RunOptions;
  /** Without it the panel asks for a key first. @default "SG_test" */
  readonly key?: string | null;
  /** Runs in the plugin's window before its own script. */
  readonly script?: string;
  /** Paths whose answers no page of another origin may read. */
  readonly closed?: RegExp;
  /** What all images are, whatever the service made. */
  readonly image?: { readonly bytes: Uint8Array; readonly mediaType: string };
};

export { launchChromium };

export async function sitDown(options: DeskOptions): Promise<Desk> {
  const { browser, theme, run, key = "SG_test", closed, image, script, ...rest } = options;
  const api = await createEmulator({ pixels: "plain", ...rest, port: 0 });
  const door = closed
    ? await closeTo(api.url, closed)
    : image && (await imagesAs(api.url, image.bytes, image.mediaType));
  const document = options.document ?? createDocument();
  const clientStorage: ClientStorage = options.clientStorage ?? new Map();
  if (key !== null) clientStorage.set("key", key);
  const host = createFigmaHost({ plugin: await pluginFor(door?.url ?? api.url), document, clientStorage });
  const figma = await openFigmaPage({ host, browser, ...(theme ? { theme } : {}) });
  if (script) await figma.context.addInitScript({ content: script });
  await host.run(run ?? { command: "open" });
  await figma.ui.locator(".sk-top").waitFor();
  return {
    ...{ api, host, document, figma, ui: figma.ui },
    async generate(prompt) {
      if (prompt !== undefined) await figma.ui.getByLabel("Prompt").fill(prompt);
      await figma.ui.getByRole("button", { name: "Generate", exact: true }).click();
    },
    async results(count) {
      await figma.ui
        .locator(".sk-results .sk-picture")
        .nth(count - 1)
        .waitFor({ timeout: 30_000 });
    },
    async close() {
      await figma.close();
      host.dispose();
      door?.close();
      await api.close();
    },
  };
}
