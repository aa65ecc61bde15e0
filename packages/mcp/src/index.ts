// What is named here is public. Adding a name is a decision. What needs no Node is in ./tools.
export {
  createFolderFiles,
  type FolderFiles,
  type FolderFilesOptions,
} from "./files/folder-files.ts";
export { createServer } from "./server/create-server.ts";
export { type RunningServer, type StartOptions, startServer } from "./server/start-server.ts";
export {
  createSession,
  type Preview,
  type Session,
  type SessionOptions,
  type TicketStore,
} from "./session/session.ts";
