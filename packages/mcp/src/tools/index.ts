// What is named here is public, and asks for no Node and no SDK: other hosts offer the same tools.
export { type Budget, createBudget, type Reservation } from "../session/budget.ts";
export { callKey } from "../session/open-calls.ts";
export type { HostAdvice } from "./advice.ts";
export { splitArguments, type ToolArguments } from "./arguments.ts";
export { type CreditsData, creditsText } from "./credits-text.ts";
export { type DescriptorOptions, type ToolDescriptor, toolDescriptors } from "./descriptors.ts";
export { type FailureData, failureData, failureText } from "./failure-text.ts";
export { referencesField } from "./input-properties.ts";
export { type Made, type MadeImage, madeText } from "./made-text.ts";
export { modelsData, modelsText } from "./models-text.ts";
export { type ToolName, toolNames } from "./names.ts";
export { planText } from "./plan-text.ts";
