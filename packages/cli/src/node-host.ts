import type { Host } from "./host.ts";
import { folders } from "./settings/folders.ts";

/** The process this program runs in. */
export function nodeHost(): Host {
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    env: process.env,
    cwd: process.cwd(),
    clock: {
      now: () => Date.now(),
      after(ms, callback) {
        const timer = setTimeout(callback, Math.min(ms, 2_147_483_647));
        return () => clearTimeout(timer);
      },
    },
    folders,
    onInterrupt(listener) {
      process.on("SIGINT", listener);
      process.on("SIGTERM", listener);
      return () => {
        process.off("SIGINT", listener);
        process.off("SIGTERM", listener);
      };
    },
    async confirm(message) {
      const { confirm, isCancel } = await import("@clack/prompts");
      const answer = await confirm({ message, initialValue: false, output: process.stderr });
      return !isCancel(answer) && answer;
    },
    exit: (code) => process.exit(code),
  };
}
