import { defineProject } from "vitest/config";

// The pictures of the README are made when they are asked for: `UPDATE_SCREENSHOTS=1`.
const pictures = process.env.UPDATE_SCREENSHOTS === "1" ? [] : ["test/screenshots.test.ts"];

export default defineProject({
  ssr: { resolve: { conditions: ["@seedkit/source", "module", "node", "import"] } },
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["**/node_modules/**", ...pictures],
    globalSetup: ["@seedkit/vscode-host/set-up"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
