import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, type BuildResult, build, type Plugin } from "esbuild";

type Options = BuildOptions & { readonly outdir: string };
type Built = BuildResult<{ metafile: true }>;

const early = "extension.js";
const late = "late.js";

/**
 * An entry in two files: what activation needs, and what is imported only when it is first used. Loading the entry
 * stays quick, however much comes to the other. Each module is in one of them: what is early is handed to what is late.
 */
export async function bundleTwoParts(root: URL, entry: string, options: Options): Promise<readonly Built[]> {
  const folder = fileURLToPath(root);
  // Slashes, as esbuild names files on every system.
  const idOf = (from: string, path: string) => relative(folder, join(from, path)).replaceAll("\\", "/");
  const lateOnes = new Set<string>();
  const { outdir, ...rest } = options;
  const common = { ...rest, metafile: true as const };
  const write = (name: string, contents: string, plugin: Plugin) =>
    build({
      ...common,
      stdin: { contents, resolveDir: folder, loader: "ts" },
      outfile: join(outdir, name),
      plugins: [plugin, ...(rest.plugins ?? [])],
    });

  const look: Plugin = {
    name: "what-is-late",
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ kind, resolveDir, path }) => {
        if (kind !== "dynamic-import") return undefined;
        lateOnes.add(idOf(resolveDir, path));
        return { path, external: true };
      });
    },
  };
  const { metafile } = await build({
    ...common,
    entryPoints: [entry],
    outdir,
    write: false,
    plugins: [look, ...(rest.plugins ?? [])],
  });
  const earlyOnes = new Set(Object.keys(metafile.inputs).filter((path) => path.startsWith("src/")));

  const names = [...earlyOnes].map((id, index) => ({ id, name: `module${index}` }));
  const earlyText = [
    ...names.map(({ id, name }) => `import * as ${name} from "./${id}";`),
    `export * from "./${entry}";`,
    `export const early = { ${names.map(({ id, name }) => `"${id}": ${name}`).join(", ")} };`,
  ].join("\n");
  const lateText = [...lateOnes].map((id) => `exports["${id}"] = () => require("./${id}");`).join("\n");
  return [
    await write(
      early,
      earlyText,
      handed("late", late, (id) => `require("./${late}")["${id}"]()`, {
        isHanded: (kind) => kind === "dynamic-import",
        idOf,
      }),
    ),
    await write(
      late,
      lateText,
      handed("early", early, (id) => `require("./${early}").early["${id}"]`, {
        isHanded: (_, id) => earlyOnes.has(id),
        idOf,
      }),
    ),
  ];
}

type Rule = {
  readonly isHanded: (kind: string, id: string) => boolean;
  readonly idOf: (from: string, path: string) => string;
};

/** Modules that lie in the other file are asked for there. */
function handed(name: string, file: string, ask: (id: string) => string, { isHanded, idOf }: Rule): Plugin {
  return {
    name: `${name}-part`,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\./ }, ({ kind, resolveDir, path, namespace }) => {
        if (namespace === name) return { path, external: path === `./${file}` };
        const id = idOf(resolveDir, path);
        return kind !== "entry-point" && isHanded(kind, id) ? { path: id, namespace: name } : undefined;
      });
      onLoad({ filter: /.*/, namespace: name }, ({ path }) => ({
        contents: `module.exports = ${ask(path)};`,
        loader: "js",
      }));
    },
  };
}
