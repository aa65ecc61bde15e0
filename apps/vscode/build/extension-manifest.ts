import { fields, listModels } from "@seedkit/core";
import { toolDescriptors } from "@seedkit/mcp/tools";

type Property = Record<string, unknown>;
type Manifest = Record<string, unknown> & {
  engines: Record<string, string | undefined>;
  contributes: {
    configuration: { properties: Record<string, Property> };
    languageModelTools: (Property & { readonly name: string })[];
  };
};

/** package.json as it is shipped: without what the workspace needs, and with the values that the models allow. */
export function extensionManifest(source: Manifest): Manifest {
  const manifest = structuredClone(source);
  for (const name of ["private", "type", "scripts", "dependencies", "devDependencies"]) delete manifest[name];
  manifest.engines = { vscode: manifest.engines.vscode };
  const { properties } = manifest.contributes.configuration;
  const models = listModels();
  const optionsOf = (name: string) => [
    ...new Set(
      models.flatMap((model) => fields(model.id).find((field) => field.name === name)?.options ?? []),
    ),
  ];
  offer(
    properties,
    "seedkit.model",
    models.map(({ id }) => id),
  );
  offer(properties, "seedkit.size", optionsOf("size"));
  offer(properties, "seedkit.aspectRatio", optionsOf("aspect_ratio"));
  describeTools(manifest.contributes.languageModelTools);
  // No .vscodeignore: the staged folder holds nothing else.
  manifest["files"] = [
    "dist/**",
    "l10n/**",
    "media/**",
    "package.nls*.json",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
  ];
  return manifest;
}

/** What a model reads of a tool, made from the models. */
function describeTools(tools: Manifest["contributes"]["languageModelTools"]): void {
  const descriptors = toolDescriptors({ folder: "the workspace folder", converts: true });
  for (const tool of tools) {
    const known = descriptors.find(({ name }) => name === tool.name);
    if (!known) throw new Error(`package.json has a tool ${tool.name} that there is not`);
    tool.modelDescription = known.description;
    tool.inputSchema = known.inputSchema;
  }
}

/** Empty stands for "as the model has it". */
function offer(properties: Record<string, Property>, name: string, values: readonly string[]): void {
  const property = properties[name];
  if (!property) throw new Error(`package.json has no setting ${name}`);
  property.enum = ["", ...values];
}
