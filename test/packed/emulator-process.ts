import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The packed `seedkit emulator` as a process of its own, on a free port. */
export async function startEmulator(folder: string): Promise<{ url: string; stop(): void }> {
  const command = [join(folder, "node_modules/seedkit/bin/seedkit.js"), "emulator", "--port", "0"];
  const child = spawn(process.execPath, command, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on("line", (line) => {
        said.push(line);
        const ready = /Seedkit emulator ready on (http:\S+)/.exec(line)?.[1];
        if (ready !== undefined) resolve(ready);
      });
    }
    child.once("exit", (code) =>
      reject(new Error(`seedkit emulator ended with ${code}: ${said.join("\n")}`)),
    );
  });
  return { url, stop: () => void child.kill() };
}
