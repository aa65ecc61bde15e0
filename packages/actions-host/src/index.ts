export { type FuzzOptions, findCommands, fuzzLog, type LogFinding } from "./fuzz/fuzz-log.ts";
export { createHost } from "./host.ts";
export type { Host, HostOptions, RunOptions } from "./host-options.ts";
export { type Command, parseCommand } from "./log/parse-command.ts";
export type { ArtifactContent } from "./results/artifact-content.ts";
export type { CacheContent } from "./results/cache-content.ts";
export { type ResultsService, startResultsService } from "./results/results-service.ts";
export type { Annotation, JobRun, Outcome, SentSignal, StepRun, WorkflowRun } from "./workflow-run.ts";
