/** The tools' names, the same in every host that offers them. */
export const toolNames = {
  generate: "seedkit_generate_image",
  edit: "seedkit_edit_image",
  plan: "seedkit_plan",
  models: "seedkit_models",
  credits: "seedkit_credits",
} as const;

export type ToolName = (typeof toolNames)[keyof typeof toolNames];
