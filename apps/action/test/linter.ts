import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { TextDocument } from "vscode-languageserver-textdocument";
import { parse } from "yaml";
import { repository } from "./setting.ts";

/** GitHub's own linter: it imports JSON without the attribute that Node asks for. */
async function loadLinter() {
  const hooks = registerHooks({
    load(url, context, next) {
      if (!/@actions\/[^?]*\.json$/.test(url)) return next(url, context);
      const source = `export default ${readFileSync(fileURLToPath(url), "utf8")}`;
      return { format: "module", source, shortCircuit: true };
    },
  });
  try {
    return await import("@actions/languageservice");
  } finally {
    hooks.deregister();
  }
}

const manifests: Readonly<Record<string, string>> = {
  "seedkit/seedkit": "action.yml",
  "seedkit/seedkit/plan": "apps/action/plan/action.yml",
};

let linted = 0;

/** What the linter has against a workflow or a manifest; it knows the inputs of our own actions. */
export async function lint(file: string, text: string): Promise<readonly string[]> {
  const { validate } = await loadLinter();
  // It keeps what it parsed by address: each text has its own.
  const address = `file:///${linted++}/${file}`;
  const problems = await validate(TextDocument.create(address, "yaml", 1, text), {
    actionsMetadataProvider: {
      async fetchActionMetadata({ owner, name, path }) {
        const manifest = manifests[[owner, name, path].filter(Boolean).join("/")];
        // Of other people's actions nothing is known here.
        if (manifest === undefined) return { name: "", description: "" };
        return parse(readFileSync(join(repository, manifest), "utf8"));
      },
    },
  });
  return problems.map(({ message, range }) => `${file}:${range.start.line + 1}: ${message}`);
}
