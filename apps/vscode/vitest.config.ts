import { defineProject } from "vitest/config";

// The pictures of the README are made when they are asked for: `UPDATE_SCREENSHOTS=1`.
const pictures = process.env.UPDATE_SCREENSHOTS === "1" ? [] : ["test/screenshots.test.ts"];

export default defineProject({
  ssr: { resolve: { conditions: ["@seedkit/source", "module", "node", "import"] } },
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["**/node_modules/**", ...pictures],
    globalSetup: ["@seedkit/vscode-host/set-up"],
    // Modules are evaluated once a worker: nothing in them is changed by a test.
    isolate: false,
    // A window waits about as often as it works. Apart from other projects, which have as many as there are cores to spare.
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The workbench tells no page when it is ready for a key. In CI one late answer of it does not cost the whole run:
    // the test is tried once more, and the report names it.
    retry: process.env.CI ? 1 : 0,
    // Each look at the page costs both sides some milliseconds.
    expect: { poll: { timeout: 30_000, interval: 100 } },
  },
});
