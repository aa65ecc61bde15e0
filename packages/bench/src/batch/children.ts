import { execFile, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Runs one task of `worker.ts` in a process of its own. */
export async function measure<Answer>(task: string, ask: object): Promise<Answer> {
  const args = ["--disable-warning=ExperimentalWarning", path("worker.ts"), task, JSON.stringify(ask)];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    maxBuffer: 1 << 26,
    timeout: 300_000,
  });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Answer;
}

/** `imageBytes`: how large each image is made. @default as large as it is */
export async function startEmulator(latency: number, imageBytes = 0) {
  const child = fork(path("emulator.ts"), [String(latency), String(imageBytes)]);
  const url = await new Promise<string>((resolve, reject) => {
    child.once("message", (message) => resolve((message as { url: string }).url));
    child.once("exit", (code) => reject(new Error(`The emulator ended with ${code}`)));
  });
  return { url, close: () => child.disconnect() };
}
