// What is named here is public. Adding a name is a decision. What needs no Node is in ./tools.
export {
  createFolderFiles,
  type FolderFiles,
  type FolderFilesOptions,
} from "./files/folder-files.ts";
export type { Place } from "./files/place.ts";
export { createServer } from "./server/create-server.ts";
export { type RunningServer, type StartOptions, startServer } from "./server/start-server.ts";
export type { Budget } from "./session/budget.ts";
export type { OpenCalls } from "./session/open-calls.ts";
export {
  createSession,
  type Preview,
  type SavedCall,
  type Session,
  type SessionOptions,
  type TicketStore,
} from "./session/session.ts";
