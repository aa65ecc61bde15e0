import { defineProject } from "vitest/config";

export default defineProject({
  ssr: { resolve: { conditions: ["@seedkit/source", "module", "node", "import"] } },
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    globalSetup: ["src/set-up/global-set-up.ts", "test/pack-sample.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A busy machine draws late; what is awaited comes all the same.
    expect: { poll: { timeout: 30_000 } },
  },
});
