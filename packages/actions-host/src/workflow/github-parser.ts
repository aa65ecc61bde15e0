import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

/** Loads GitHub's own parser, which imports its schemas without the attribute that Node asks for. */
export const loadParser = () => (loading ??= load());

let loading: ReturnType<typeof load> | undefined;

async function load() {
  const hooks = registerHooks({
    load(url, context, next) {
      if (!/@actions\/workflow-parser\/.*\.json$/.test(url)) return next(url, context);
      const source = `export default ${readFileSync(fileURLToPath(url), "utf8")}`;
      return { format: "module", source, shortCircuit: true };
    },
  });
  try {
    const workflows = await import("@actions/workflow-parser");
    const actions = await import("@actions/workflow-parser/actions/index");
    return { ...workflows, parseAction: actions.parseAction };
  } finally {
    hooks.deregister();
  }
}
