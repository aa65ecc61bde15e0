import type { Command } from "commander";
import type { Host } from "../host.ts";

/** Builds a command's flags, help and action, once that command was asked for. */
export type Define = (command: Command, host: Host, argv: readonly string[]) => void | Promise<void>;

export type Entry = {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Define>;
  readonly hidden?: boolean;
};

/** Every command. Its code is loaded only when it runs, so that the program starts at once. */
export const table: readonly Entry[] = [
  {
    name: "generate",
    summary: "make images from a prompt",
    load: async () => (await import("./generate.ts")).generate,
  },
  {
    name: "plan",
    summary: "show what generate would send, its size, price and time; needs no key",
    load: async () => (await import("./generate.ts")).plan,
  },
  {
    name: "recover",
    summary: "fetch the images of a submitted request",
    load: async () => (await import("./recover.ts")).recover,
  },
  {
    name: "models",
    summary: "list the models, or describe one",
    load: async () => (await import("./models.ts")).models,
  },
  {
    name: "credits",
    summary: "show what the account has left",
    load: async () => (await import("./credits.ts")).credits,
  },
  {
    name: "upload",
    summary: "upload reference images and print their addresses",
    load: async () => (await import("./upload.ts")).upload,
  },
  {
    name: "batch",
    summary: "keep a project's images as code: plan, run, check",
    load: async () => (await import("./batch.ts")).batch,
  },
  {
    name: "worker",
    summary: "make the calls of a run that is on a queue",
    load: async () => (await import("./worker.ts")).worker,
  },
  {
    name: "inspect",
    summary: "show what an image file says about how it was made",
    load: async () => (await import("./inspect.ts")).inspect,
  },
  {
    name: "emulator",
    summary: "run the API on this machine, without a key and without a bill",
    load: async () => (await import("./emulator.ts")).emulator,
  },
  {
    name: "mcp",
    summary: "let an agent make images, as an MCP server with a spending cap",
    load: async () => (await import("./mcp.ts")).mcp,
  },
  {
    name: "login",
    summary: "store an API key on this machine",
    load: async () => (await import("./login.ts")).login,
  },
  {
    name: "logout",
    summary: "forget the stored API key",
    load: async () => (await import("./logout.ts")).logout,
  },
  {
    name: "completion",
    summary: "print a completion script for your shell",
    load: async () => (await import("./completion.ts")).completion,
  },
  {
    name: "complete",
    summary: "answer a shell that completes a command line",
    load: async () => (await import("./complete.ts")).complete,
    hidden: true,
  },
];
