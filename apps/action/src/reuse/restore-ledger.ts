import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stageName } from "./stage.ts";

/**
 * Brings back what an earlier run left unfinished: requests to recover, calls that may have been paid for. Its
 * budget ends with it: each step has its own.
 */
export async function restoreLedger(folder: string, now: number): Promise<void> {
  const text = await readFile(join(folder, stageName, "ledger.jsonl"), "utf8").catch(() => "");
  // A line that was cut never took effect.
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole === "") return;
  const nothing = { micros: 0, formatted: "$0.00" };
  const end = { version: 1, type: "ended", at: now, run: "earlier", spent: nothing, perhapsSpent: nothing };
  const place = join(folder, ".seedkit/ledger.jsonl");
  // Another step of this job knows more.
  await writeFile(place, `${whole}${JSON.stringify(end)}\n`, { flag: "wx" }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    },
  );
}
