/** Every way the plugin is started. The manifest's menu and relaunch buttons are made from this. */
export const commands = {
  open: { name: "Open Seedkit" },
  prompt: { name: "Generate from a prompt" },
} as const;

/** Buttons in the properties panel of what the plugin made. */
export const relaunchCommands = {
  regenerate: { name: "Regenerate", multipleSelection: true },
  edit: { name: "Edit prompt" },
} as const;

export type Command = keyof typeof commands | keyof typeof relaunchCommands;

/** The questions of the quick action, by key. */
export const parameters = {
  prompt: { name: "Prompt", description: "What the image shows", allowFreeform: true },
  ratio: { name: "Ratio", description: "Width to height", optional: true },
} as const;

export function commandOf(text: string): Command {
  return text in commands || text in relaunchCommands ? (text as Command) : "open";
}
