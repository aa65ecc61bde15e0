import { defineProject } from "vitest/config";

export default defineProject({
  ssr: { resolve: { conditions: ["@seedkit/source", "module", "node", "import"] } },
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    globalSetup: ["@seedkit/vscode-host/set-up"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
