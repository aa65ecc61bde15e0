export { type MergeOptions, type MergeResult, mergeProjects } from "./merge-projects.ts";
