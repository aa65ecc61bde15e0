export { findPrunable, type Prunable } from "./find-prunable.ts";
export { prune } from "./prune.ts";
