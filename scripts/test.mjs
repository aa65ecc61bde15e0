// `npm test`: installs what is missing, builds, and runs every test.
// Ends with `N passed, N failed`; `--counts FILE` writes the two numbers to a file instead.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ensureBrowser } from "./browser.mjs";
import { installDependencies } from "./install.mjs";
import { pnpm, pnpmOrStop, root } from "./pnpm.mjs";

const args = process.argv.slice(2);
const at = args.indexOf("--counts");
// What is not ours is for vitest: folders, `-t name`.
const countsFile = at === -1 ? undefined : args.splice(at, 2)[1];
const inCi = Boolean(process.env.CI);
const resultFile = join(root, "node_modules/.seedkit-test/results.json");

console.log("1/4 Dependencies");
console.log(installDependencies() ? "    installed" : "    there already");

console.log("2/4 Browser");
const browser = ensureBrowser();
console.log(`    ${browser.path ?? browser.why}`);

console.log("3/4 Build");
pnpmOrStop(
  ["exec", "turbo", "run", "build", "--output-logs=errors-only"],
  "The build failed: the reason stands above",
);

console.log("4/4 Tests");
mkdirSync(dirname(resultFile), { recursive: true });
rmSync(resultFile, { force: true });
const status = pnpm(
  [
    "exec",
    "vitest",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--reporter=${join(root, "scripts/second-tries.mjs")}`,
    `--outputFile.json=${resultFile}`,
    ...args,
  ],
  { env: browser.path ? { CHROME_PATH: browser.path } : {} },
);
finish(readCounts());

function readCounts() {
  if (!existsSync(resultFile)) return { passed: 0, failed: 1 };
  const result = JSON.parse(readFileSync(resultFile, "utf8"));
  // A file that cannot be loaded holds no test, and an error outside of tests belongs to none.
  const broken = result.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const failed = result.numFailedTests + broken.length;
  return { passed: result.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
}

function finish({ passed, failed }) {
  const notRun = browser.path ? [] : browserSuites();
  for (const suite of notRun) console.log(`not run, ${browser.why}: ${suite}`);
  const total = { passed, failed: failed + (inCi ? notRun.length : 0) };
  if (countsFile) writeFileSync(countsFile, JSON.stringify(total));
  else console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

/** The test files that ask for a browser. */
function browserSuites() {
  const packages = ["packages", "apps"]
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`));
  const folders = ["test", ...packages.flatMap((path) => [`${path}/src`, `${path}/test`])];
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name}`),
    )
    .filter(
      (path) => path.endsWith(".test.ts") && readFileSync(join(root, path), "utf8").includes("CHROME_PATH"),
    );
}
