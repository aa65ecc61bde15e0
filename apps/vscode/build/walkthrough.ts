import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";

/** The colours that the pictures are drawn with, by their names, in each kind of theme. */
const palettes = {
  light: {
    panel: "#ffffff",
    field: "#f8f8f8",
    edge: "#b9b9b9",
    text: "#4d4d4d",
    faint: "#b0b0b0",
    accent: "#005fb8",
    "on-accent": "#ffffff",
    good: "#2f7d3b",
    warn: "#a15c00",
    sky: "#cfe5f7",
    sun: "#e8a400",
    hill: "#5b9b86",
    near: "#2f6f5c",
  },
  dark: {
    panel: "#252526",
    field: "#1e1e1e",
    edge: "#5a5a5a",
    text: "#cccccc",
    faint: "#6e6e6e",
    accent: "#2b88d8",
    "on-accent": "#ffffff",
    good: "#3fa35a",
    warn: "#e0a030",
    sky: "#28455c",
    sun: "#f2c14e",
    hill: "#4c8a76",
    near: "#2c5a4b",
  },
  // Nothing but what stands out: outlines, and few colours.
  hc: {
    panel: "#000000",
    field: "#000000",
    edge: "#6fc3df",
    text: "#ffffff",
    faint: "#ffffff",
    accent: "#f38518",
    "on-accent": "#000000",
    good: "#89d185",
    warn: "#ffff00",
    sky: "#00304a",
    sun: "#ffff00",
    hill: "#6fc3df",
    near: "#ffffff",
  },
  "hc-light": {
    panel: "#ffffff",
    field: "#ffffff",
    edge: "#0f4a85",
    text: "#292929",
    faint: "#292929",
    accent: "#0f4a85",
    "on-accent": "#ffffff",
    good: "#374e06",
    warn: "#b5200d",
    sky: "#ffffff",
    sun: "#b5200d",
    hill: "#0f4a85",
    near: "#292929",
  },
} as const satisfies Record<string, Record<string, string>>;

const folder = "media/walkthrough/";

/** Writes each picture of the walkthrough once for each kind of theme: `key.svg` as `key-light.svg` and so on. */
export async function colourPictures(root: URL, target: URL): Promise<void> {
  await mkdir(new URL(folder, target), { recursive: true });
  for (const name of await readdir(new URL(folder, root))) {
    const drawn = await readFile(new URL(folder + name, root), "utf8");
    for (const [theme, palette] of Object.entries(palettes)) {
      const coloured = drawn.replace(/var\(--([\w-]+)\)/g, (_, colour: string) => {
        const value = (palette as Record<string, string | undefined>)[colour];
        if (value === undefined) throw new Error(`${name}: no colour ${colour}`);
        return value;
      });
      await writeFile(new URL(`${folder}${name.replace(".svg", `-${theme}.svg`)}`, target), coloured);
    }
  }
}
