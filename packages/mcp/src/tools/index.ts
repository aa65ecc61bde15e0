// What is named here is public, and asks for no Node and no SDK: other hosts offer the same tools.
export { splitArguments, type ToolArguments } from "./arguments.ts";
export { type ToolDescriptor, toolDescriptors } from "./descriptors.ts";
export { type FailureData, failureData, failureText } from "./failure-text.ts";
export { type MadeImage, madeText } from "./made-text.ts";
export { modelsData, modelsText } from "./models-text.ts";
export { type ToolName, toolNames } from "./names.ts";
export { planText } from "./plan-text.ts";
