import { CommandError } from "../command-error.ts";

/** Loads the part that works on Redis: it is optional, and large. */
export async function loadQueue(): Promise<typeof import("@seedkit/queue")> {
  try {
    return await import("@seedkit/queue");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ERR_MODULE_NOT_FOUND" && code !== "MODULE_NOT_FOUND") throw error;
    throw new CommandError("queue_missing", "@seedkit/queue is not installed", {
      hint: "Beside seedkit: npm install @seedkit/queue ioredis. To share work without a server: --shard.",
    });
  }
}
