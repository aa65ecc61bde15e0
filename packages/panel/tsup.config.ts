import { lib } from "../../tsup.base.ts";

export default lib({
  entry: {
    index: "src/index.ts",
    gallery: "src/gallery.ts",
    panel: "src/styles/panel.css",
    vscode: "src/styles/vscode.css",
  },
  target: "es2022",
  minify: true,
  dts: {
    entry: { index: "src/index.ts", gallery: "src/gallery.ts" },
    compilerOptions: { composite: false, customConditions: [] },
  },
});
