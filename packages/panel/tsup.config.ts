import { lib } from "../../tsup.base.ts";

export default lib({
  entry: { index: "src/index.ts", panel: "src/styles/panel.css" },
  target: "es2022",
  minify: true,
  dts: {
    entry: { index: "src/index.ts" },
    compilerOptions: { composite: false, customConditions: [] },
  },
});
