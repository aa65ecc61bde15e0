/** A quick-action parameter of a menu entry. */
export type ManifestParameter = {
  readonly name: string;
  readonly key: string;
  readonly description?: string;
  readonly allowFreeform?: boolean;
  readonly optional?: boolean;
};

export type ManifestMenuItem = {
  readonly name?: string;
  readonly command?: string;
  readonly separator?: boolean;
  readonly menu?: readonly ManifestMenuItem[];
  readonly parameters?: readonly ManifestParameter[];
  readonly parameterOnly?: boolean;
};

/** The parts of a plugin's `manifest.json` that decide how it runs. */
export type Manifest = {
  readonly name: string;
  readonly id: string;
  readonly api: string;
  readonly main: string;
  readonly ui?: string | Readonly<Record<string, string>>;
  readonly editorType: readonly string[];
  readonly documentAccess?: "dynamic-page";
  readonly networkAccess?: {
    readonly allowedDomains: readonly string[];
    readonly devAllowedDomains?: readonly string[];
    readonly reasoning?: string;
  };
  readonly menu?: readonly ManifestMenuItem[];
  readonly relaunchButtons?: readonly {
    readonly command: string;
    readonly name: string;
    readonly multipleSelection?: boolean;
  }[];
  readonly parameters?: readonly ManifestParameter[];
  readonly parameterOnly?: boolean;
  readonly permissions?: readonly string[];
};

const editors = ["figma", "figjam", "dev", "slides", "buzz"];

/** What Figma would not load, one sentence each. Empty: the manifest is fine. */
export function manifestProblems(manifest: Manifest): string[] {
  const problems: string[] = [];
  for (const key of ["name", "id", "api", "main"] as const) {
    if (typeof manifest[key] !== "string" || manifest[key] === "") problems.push(`"${key}" is missing`);
  }
  const types = manifest.editorType;
  if (!Array.isArray(types) || types.length === 0) problems.push('"editorType" is missing');
  else for (const type of types) if (!editors.includes(type)) problems.push(`"editorType" has "${type}"`);
  const network = manifest.networkAccess;
  if (network) {
    const allowed = network.allowedDomains;
    if (!Array.isArray(allowed) || allowed.length === 0) problems.push("allowedDomains is empty");
    else if (allowed.includes("none") && allowed.length > 1)
      problems.push('"none" must stand alone in allowedDomains');
    if ((allowed?.includes("*") || (network.devAllowedDomains?.length ?? 0) > 0) && !network.reasoning) {
      problems.push('"networkAccess.reasoning" is missing');
    }
    for (const domain of [...(allowed ?? []), ...(network.devAllowedDomains ?? [])]) {
      if (!isDomainPattern(domain)) problems.push(`"${domain}" is no domain pattern`);
    }
  }
  for (const { command, parameters } of flatMenu(manifest.menu)) {
    if (parameters && !command) problems.push("a menu entry has parameters and no command");
  }
  if (manifest.parameters && manifest.menu)
    problems.push('"parameters" beside "menu": they belong into its entries');
  return problems;
}

/** Every entry of the menu, those of submenus too. */
export function flatMenu(menu: readonly ManifestMenuItem[] = []): ManifestMenuItem[] {
  return menu.flatMap((item) => [item, ...flatMenu(item.menu)]);
}

const isDomainPattern = (text: string) =>
  text === "*" ||
  text === "none" ||
  /^(?:(?:https?|wss?):\/\/)?(?:\*\.)?[\w.-]+(?::\d+)?(?:\/\S*)?$/.test(text);
