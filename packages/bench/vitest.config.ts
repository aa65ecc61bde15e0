import { defineProject } from "vitest/config";

export default defineProject({
  ssr: { resolve: { conditions: ["@seedkit/source", "module", "node", "import"] } },
  test: { include: ["src/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
});
