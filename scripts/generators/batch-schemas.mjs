// packages/batch/schemas/: the JSON Schemas that follow from the code, of the manifest and of the lock.
import { execFileSync } from "node:child_process";

const folder = "packages/batch/schemas";
// In a process of its own: packages find each other's sources under this condition only.
const program = `
  import { manifestJsonSchema } from "./packages/batch/src/manifest/json-schema.ts";
  import { lockJsonSchema } from "./packages/batch/src/lock/json-schema.ts";
  console.log(JSON.stringify({ manifest: manifestJsonSchema(), lock: lockJsonSchema() }));
`;

export default {
  name: "the schemas of batch",
  async files(root) {
    const flags = ["--conditions=@seedkit/source", "--input-type=module", "--eval", program];
    const schemas = JSON.parse(execFileSync(process.execPath, flags, { cwd: root, encoding: "utf8" }));
    return new Map(
      Object.entries(schemas).map(([name, schema]) => [
        `${folder}/${name}.schema.json`,
        `${JSON.stringify(schema, undefined, 2)}\n`,
      ]),
    );
  },
};
