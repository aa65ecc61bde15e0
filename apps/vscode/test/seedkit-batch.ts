import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const program = fileURLToPath(new URL("../../../packages/cli/src/bin.ts", import.meta.url));

/** What the command line says of a project: its exit code and its output. */
export async function seedkitBatch(
  folder: string,
  ...options: string[]
): Promise<{ code: number; out: string }> {
  const flags = ["--conditions=@seedkit/source", program, "batch", ...options];
  const run = promisify(execFile)(process.execPath, flags, { cwd: folder });
  return run.then(
    ({ stdout }) => ({ code: 0, out: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      out: error.stdout + error.stderr,
    }),
  );
}
