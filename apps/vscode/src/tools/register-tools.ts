import * as vscode from "vscode";
import type { Services } from "../services.ts";
import type { ImageTools } from "./image-tools.ts";

type Contributed = { readonly name: string };

/** Offers the tools of package.json to agents. What they do is loaded with the first call. */
export function registerTools(services: Services): vscode.Disposable {
  // Editors that are built from this one may lack it.
  if (typeof vscode.lm?.registerTool !== "function") return vscode.Disposable.from();
  const { contributes } = services.context.extension.packageJSON;
  const names: readonly Contributed[] = contributes.languageModelTools;
  let loaded: Promise<ImageTools> | undefined;
  const tools = () => {
    loaded ??= import("./image-tools.ts").then(({ createImageTools }) => createImageTools(services));
    return loaded;
  };
  const registered = names.map(({ name }) =>
    vscode.lm.registerTool<object>(name, {
      prepareInvocation: async ({ input }) => (await tools()).prepare(name, input),
      invoke: async ({ input }, token) => (await tools()).invoke(name, input, token),
    }),
  );
  return vscode.Disposable.from(...registered);
}
