import { lib } from "../../tsup.base.ts";

export default lib({
  entry: [
    "src/index.ts",
    "src/client.ts",
    "src/limiter.ts",
    "src/upload.ts",
    "src/variations.ts",
    "src/size/index.ts",
    "src/errors.ts",
    "src/node/index.ts",
  ],
  target: "es2022",
  // Zod is a hundred small files: inside, the package is imported in a seventh of the time.
  noExternal: [/^zod/],
});
