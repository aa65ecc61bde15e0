import { commands, parameters, relaunchCommands } from "../src/protocol/commands.ts";
import type { Service } from "./service.ts";

/** A placeholder until the plugin is published: Figma gives out the id. */
const pluginId = "000000000000000000";

const reasoning =
  "Sends your prompt and the reference layers you choose to the image service with your own key, and loads the finished images. Nothing else leaves Figma.";

/** The plugin's manifest, from the same commands, parameters and addresses that the code has. */
export function manifestOf({ allowedDomains, devAllowedDomains }: Service) {
  return {
    name: "Seedkit",
    id: pluginId,
    api: "1.0.0",
    main: "code.js",
    ui: "ui.html",
    editorType: ["figma", "figjam", "slides"],
    documentAccess: "dynamic-page" as const,
    networkAccess: {
      allowedDomains,
      ...(devAllowedDomains.length > 0 ? { devAllowedDomains } : {}),
      reasoning,
    },
    menu: [
      { name: commands.open.name, command: "open" },
      {
        name: commands.prompt.name,
        command: "prompt",
        parameters: Object.entries(parameters).map(([key, parameter]) => ({ ...parameter, key })),
      },
    ],
    relaunchButtons: Object.entries(relaunchCommands).map(([command, button]) => ({ command, ...button })),
  };
}
