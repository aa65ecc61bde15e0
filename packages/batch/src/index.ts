// What is named here is public. Adding a name is a decision.
export * from "./manifest/index.ts";
export { createProjectFiles, type NodeProjectFiles } from "./node-files.ts";
