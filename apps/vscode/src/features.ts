import type * as vscode from "vscode";
import { registerCommands } from "./commands/index.ts";
import { registerReferences } from "./flow/references.ts";
import { registerGallery } from "./gallery/register-gallery.ts";
import { registerHistory } from "./history/register-history.ts";
import { registerKeyContext } from "./host/key-context.ts";
import { registerLastImage } from "./host/last-image.ts";
import { registerJobs } from "./jobs/register-jobs.ts";
import { registerMissingImages } from "./languages/missing-images.ts";
import { registerManifests } from "./manifest/register.ts";
import { registerReferencesView } from "./references/reference-tree.ts";
import type { Services } from "./services.ts";
import { registerMcpServer } from "./tools/register-mcp-server.ts";
import { registerTools } from "./tools/register-tools.ts";

/** What the extension contributes at run time: each registers itself and gives back what takes it away again. */
export const features: readonly ((services: Services) => vscode.Disposable)[] = [
  registerCommands,
  registerReferences,
  registerLastImage,
  registerKeyContext,
  registerJobs,
  registerManifests,
  registerMissingImages,
  registerHistory,
  registerReferencesView,
  registerGallery,
  registerTools,
  registerMcpServer,
];
