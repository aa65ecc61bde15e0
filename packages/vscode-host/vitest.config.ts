import { defineProject } from "vitest/config";

export default defineProject({
  ssr: { resolve: { conditions: ["@seedkit/source", "module", "node", "import"] } },
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    globalSetup: ["src/set-up/global-set-up.ts", "test/pack-sample.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The workbench tells no page when it is ready for a key. In CI one late answer of it does not cost the whole run:
    // the test is tried once more, and the report names it.
    retry: process.env.CI ? 1 : 0,
    // A busy machine draws late; what is awaited comes all the same.
    expect: { poll: { timeout: 30_000 } },
  },
});
