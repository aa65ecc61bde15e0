import { parse } from "yaml";
import { loadParser } from "./github-parser.ts";
import type { Workflow } from "./workflow.ts";

/**
 * Checks a workflow with GitHub's own parser and reads it.
 * @throws Error that lists every problem, or names what this host cannot do
 */
export async function readWorkflow(file: string, content: string): Promise<Workflow> {
  const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await loadParser();
  const parsed = parseWorkflow({ name: file, content }, new NoOperationTraceWriter());
  if (parsed.value) await convertWorkflowTemplate(parsed.context, parsed.value);
  const problems = parsed.context.errors.getErrors().map((problem) => `  ${problem.message}`);
  if (problems.length > 0) throw new Error(`Invalid workflow ${file}:\n${problems.join("\n")}`);
  const workflow: Workflow = parse(content);
  for (const [id, job] of Object.entries(workflow.jobs)) {
    for (const key of ["uses", "container", "services"] as const) {
      if (job[key] !== undefined) throw new Error(`Job '${id}' has '${key}', which this host cannot do`);
    }
  }
  return workflow;
}
