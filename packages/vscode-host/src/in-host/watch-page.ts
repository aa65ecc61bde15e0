import type { BrowserPage } from "../page/open-page.ts";
import { createAnswers } from "./give-answers.ts";
import type { InHostFailure } from "./messages.ts";
import { fromLine } from "./messages.ts";
import { createReport, type InHostReport } from "./report.ts";

/** Loads a workbench that was told to run tests, and gathers what they say until they are done. */
export async function watchPage(
  { page }: BrowserPage,
  address: string,
  toError: (failure: InHostFailure) => Error,
  timeout: number,
): Promise<InHostReport> {
  const report = createReport(toError);
  const lines: string[] = [];
  const answers = createAnswers(page, (problem) => lines.push(problem));
  const ended = Promise.withResolvers<string | undefined>();
  let done = false;
  let over = false;
  // What is said later is only about the end.
  const end = (why?: string) => {
    over = true;
    ended.resolve(why);
  };
  // The two functions by which a workbench in driver mode tells of its extension host.
  await page.exposeFunction("codeAutomationLog", (_type: string, args: unknown[]) => {
    const line = args.map(String).join(" ");
    const message = fromLine(line);
    if (message?.type === "input") answers.give(message.title, message.text);
    else if (message) report.take(message);
    else if (!over) lines.push(line);
    if (message?.type === "done") done = true;
  });
  await page.exposeFunction("codeAutomationExit", (code: number) =>
    end(done ? undefined : `the tests did not run: the extension host ended them with ${code}`),
  );
  const timer = setTimeout(() => end(`the tests took longer than ${timeout} ms`), timeout);
  try {
    await page.goto(address);
    return report.finish(lines, await ended.promise);
  } finally {
    clearTimeout(timer);
  }
}
