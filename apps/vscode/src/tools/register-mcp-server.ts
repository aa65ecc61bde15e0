import * as vscode from "vscode";
import { keyVariable } from "../env/environment.ts";
import { historyFolder } from "../history/history-of.ts";
import { baseUrlOf } from "../host/client.ts";
import type { Services } from "../services.ts";
import { maxCost } from "./max-cost.ts";
import { serverLaunch } from "./server-definition.ts";

const id = "seedkit.mcp";

/** Offers the MCP server that comes with the extension, where a process can be started: beside the files, in Node. */
export function registerMcpServer(services: Services): vscode.Disposable {
  const { environment } = services;
  if (
    environment.runtime === undefined ||
    typeof vscode.lm?.registerMcpServerDefinitionProvider !== "function"
  )
    return vscode.Disposable.from();
  const changed = new vscode.EventEmitter<void>();
  const { runtime } = environment;
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (["baseUrl", "tools.maxCost"].some((name) => change.affectsConfiguration(`seedkit.${name}`)))
        changed.fire();
    }),
    vscode.lm.registerMcpServerDefinitionProvider(id, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => definitions(services, runtime),
      async resolveMcpServerDefinition(server) {
        if (!(server instanceof vscode.McpStdioServerDefinition)) return server;
        const key = await services.keys.get();
        // Without one it starts all the same: plans and models need none, and the rest says what is missing.
        server.env = { ...server.env, [keyVariable]: key ?? null };
        return server;
      },
    }),
  );

  function definitions({ context }: Services, command: string): vscode.McpStdioServerDefinition[] {
    const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file");
    if (!folder || !vscode.workspace.isTrusted) return [];
    const { extensionUri, storageUri, globalStorageUri, extension } = context;
    const at = (base: vscode.Uri, ...names: string[]) => vscode.Uri.joinPath(base, ...names).fsPath;
    const { version } = extension.packageJSON;
    const launch = serverLaunch({
      runtime: command,
      script: at(extensionUri, "dist", "mcp", "server.js"),
      folder: folder.uri.fsPath,
      // Where this window's own are: what is left there is fetched by the next one.
      records: at(storageUri ?? globalStorageUri, "jobs"),
      rescue: at(globalStorageUri, "rescue"),
      history: historyFolder(context).fsPath,
      version,
      maxCost: maxCost(),
      baseUrl: baseUrlOf(services),
    });
    const server = new vscode.McpStdioServerDefinition(
      "Seedkit",
      launch.command,
      [...launch.args],
      { ...launch.env },
      version,
    );
    server.cwd = folder.uri;
    return [server];
  }
}
