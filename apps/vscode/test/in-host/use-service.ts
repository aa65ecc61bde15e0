import { afterAll, beforeAll } from "@seedkit/vscode-host/in-host";
import * as vscode from "vscode";

/** Within a group: its tests are served by another service than the rest of the window. */
export function useService(url: string): void {
  const setBaseUrl = async (to: string | undefined) => {
    const settings = vscode.workspace.getConfiguration("seedkit");
    await settings.update("baseUrl", to, vscode.ConfigurationTarget.Global);
  };
  let usual: string | undefined;
  beforeAll(async () => {
    usual = vscode.workspace.getConfiguration("seedkit").get("baseUrl");
    await setBaseUrl(url);
  });
  afterAll(() => setBaseUrl(usual));
}
