import { main } from "./main.ts";
import { nodeHost } from "./node-host.ts";

// A reader that has seen enough (`| head`) closes the pipe: that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const code = await main(process.argv.slice(2), nodeHost());
// Sockets and timers of an aborted call must not keep the terminal waiting.
process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
