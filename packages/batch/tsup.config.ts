import { lib } from "../../tsup.base.ts";

export default lib({
  entry: ["src/index.ts", "src/manifest/index.ts", "src/elsewhere/index.ts", "src/run-lock/index.ts"],
});
