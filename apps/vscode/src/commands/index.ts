import * as vscode from "vscode";
import type { Services } from "../services.ts";

/** A command's module, loaded when it is first used. */
type Run = (services: Services, ...args: never[]) => unknown;
type Load = () => Promise<{ readonly run: Run }>;

/** Every command of package.json, one file each. A test compares the two. */
export const commands: Readonly<Record<string, Load>> = {
  "seedkit.showLog": () => import("./show-log.ts"),
};

export function registerCommands(services: Services): vscode.Disposable {
  const registered = Object.entries(commands).map(([id, load]) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      const { run } = await load();
      return run(services, ...(args as never[]));
    }),
  );
  return vscode.Disposable.from(...registered);
}
