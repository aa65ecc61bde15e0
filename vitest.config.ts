import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Of a project's files first those that open windows while they are read: what is known of their time is of the rest. */
class WindowsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    const rank = ({ project, moduleId }: TestSpecification) =>
      projects.indexOf(project) * 2 + (/\/(in-host[^/]*|speed)\.test\.ts$/.test(moduleId) ? 0 : 1);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: { projects: ["packages/*", "apps/*", "test/packed"], sequence: { sequencer: WindowsFirst } },
});
