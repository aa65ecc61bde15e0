import { defineProject } from "vitest/config";

// What users install: the packed packages, not the sources. `npm test` builds them first.
export default defineProject({
  test: {
    name: "packed",
    include: ["*.test.ts"],
    globalSetup: ["pack.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A busy machine is late; what is awaited comes all the same.
    expect: { poll: { timeout: 30_000 } },
  },
});
