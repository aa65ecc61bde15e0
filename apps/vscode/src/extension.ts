import type * as vscode from "vscode";
import type { Environment } from "./env/environment.ts";
import { features } from "./features.ts";
import { createServices, type Services } from "./services.ts";

let active: Services | undefined;

/** Registers what the extension offers. What is heavy is loaded when it is first used. */
export function activate(context: vscode.ExtensionContext, environment: Environment): void {
  const services = createServices(context, environment);
  active = services;
  context.subscriptions.push(...features.map((register) => register(services)));
}

/** The window closes or is reloaded: what is under way is left in order for the next one. */
export async function deactivate(): Promise<void> {
  await Promise.all((active?.beforeClose ?? []).map((close) => close()));
}
