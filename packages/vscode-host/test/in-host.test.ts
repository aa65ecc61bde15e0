import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { declareInHostTests, launchChromium, runInHost, runServerless, startHost } from "../src/index.ts";
import { makeFolder } from "./folder.ts";
import { sampleVsix } from "./pack-sample.ts";

const file = (name: string) => fileURLToPath(new URL(`in-host/${name}`, import.meta.url));
const newFolder = () => makeFolder({ "notes.md": "# Notes\n\nA TODO stands here\n" });
const sample = { tests: file("sample-tests.ts"), extensions: ["seedkit-test.sample"] };

await using host = await startHost({ vsix: sampleVsix, driver: true });
const browser = await launchChromium();
const folders = { node: newFolder(), web: newFolder(), serverless: newFolder() };
const inHost = (kind: "node" | "web") =>
  runInHost({ ...sample, host, browser, kind, folder: folders[kind].path, given: { where: kind } });

const node = await inHost("node");
const broken = await runInHost({ host, browser, tests: file("broken-tests.ts") });
const web = await inHost("web");
const serverless = await runServerless({
  tests: sample.tests,
  vsix: sampleVsix,
  browser,
  folder: folders.serverless.path,
  given: { where: "web" },
});
await browser.close();
for (const folder of Object.values(folders)) folder.remove();

declareInHostTests("in the extension host beside the files", node);
declareInHostTests("in the web worker of the same workbench", web);
declareInHostTests("in a workbench without a server", serverless);

test("what fails is told by name, with what was expected and the line of the test file", () => {
  expect(broken.error).toBeUndefined();
  expect(broken.tests.map(({ path, error }) => [path.join(" > "), error?.message])).toEqual([
    ["broken > fails", "expected { a: 1 } to deeply equal { a: 2 }"],
    ["broken > takes too long", "it took longer than 50 ms"],
    ["broken > passes", undefined],
  ]);
  const error = broken.tests[0]?.error;
  expect(error).toMatchObject({
    name: "AssertionError",
    expected: '{\n  "a": 2\n}',
    actual: '{\n  "a": 1\n}',
  });
  expect(error?.stack?.split("\n")[1]).toMatch(/broken-tests\.ts:5:\d+\)?$/);
});
