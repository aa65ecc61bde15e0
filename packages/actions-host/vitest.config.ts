import { defineProject } from "vitest/config";

export default defineProject({
  ssr: { resolve: { conditions: ["@seedkit/source", "module", "node", "import"] } },
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A busy machine is late; what is awaited comes all the same.
    expect: { poll: { timeout: 30_000 } },
  },
});
