import { defineProject } from "vitest/config";

export default defineProject({
  ssr: { resolve: { conditions: ["@seedkit/source", "module", "node", "import"] } },
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 60_000,
    // GitHub's packages import JSON without the attribute that Node asks for.
    server: { deps: { inline: [/@actions\/(workflow-parser|expressions|languageservice)/] } },
  },
});
