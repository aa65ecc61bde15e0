import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  resolve: { conditions: ["@seedkit/source", "module", "browser"] },
  build: { outDir: "dist", target: "es2022", emptyOutDir: true },
});
