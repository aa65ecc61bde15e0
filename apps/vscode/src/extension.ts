import type * as vscode from "vscode";
import type { Environment } from "./env/environment.ts";
import { features } from "./features.ts";
import { createServices } from "./services.ts";

/** Registers what the extension offers. What is heavy is loaded when it is first used. */
export function activate(context: vscode.ExtensionContext, environment: Environment): void {
  const services = createServices(context, environment);
  context.subscriptions.push(...features.map((register) => register(services)));
}
