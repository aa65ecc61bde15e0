// What is named here is public. Adding a name is a decision.

export type { QueueAddress } from "./connection.ts";
export { type Coordinator, createCoordinator } from "./coordinate.ts";
export { type MetricsServer, serveMetrics } from "./serve-metrics.ts";
export { type QueueStatus, queueStatus } from "./status.ts";
export { type QueueWorker, startWorker, type WorkerEvent, type WorkerOptions } from "./worker.ts";
