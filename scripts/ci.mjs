// Everything a change has to pass. `.ci/run` starts it. The last line is `N passed, N failed`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pnpm, root } from "./pnpm.mjs";

const checks = [
  ["lint", ["run", "lint"]],
  ["types", ["run", "typecheck"]],
  ["package checks and sizes", ["run", "pkgcheck"]],
  ["generated files", ["run", "gen", "--check"]],
];

const folder = mkdtempSync(join(tmpdir(), "seedkit-ci-"));
const total = runTests(join(folder, "counts.json"));
rmSync(folder, { recursive: true });
const failures = [];
for (const [name, args] of checks) {
  console.log(`\n== ${name}`);
  if (pnpm(args, { env: { CI: "true", NO_COLOR: "1" } }) === 0) total.passed += 1;
  else {
    total.failed += 1;
    failures.push(name);
  }
}
if (failures.length > 0) console.log(`\nFailed checks: ${failures.join("; ")}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

function runTests(countsFile) {
  console.log("== npm test");
  spawnSync("npm", ["test", "--silent", "--", "--counts", countsFile], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
    env: { ...process.env, CI: "true", NO_COLOR: "1" },
  });
  try {
    return JSON.parse(readFileSync(countsFile, "utf8"));
  } catch {
    // It ended before there was anything to count: the reason is above.
    return { passed: 0, failed: 1 };
  }
}
