import { defineConfig, type Options } from "tsup";

/** Settings every package shares: ESM only, one chunk an entry, types by the TypeScript 6 API. */
export const lib = (options: Options = {}) =>
  defineConfig({
    entry: ["src/index.ts"],
    format: ["esm"],
    // composite off: tsup emits one declaration file an entry. No source condition: types come from dist.
    dts: { compilerOptions: { composite: false, customConditions: [] } },
    target: "node20",
    clean: true,
    sourcemap: true,
    ...options,
  });
