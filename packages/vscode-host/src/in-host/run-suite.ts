import type { InHostFailure, InHostMessage } from "./messages.ts";
import type { Case, Group } from "./suite.ts";

const hookTimeout = 30_000;
// The console of the extension host cuts long lines.
const longest = 20_000;

/** Runs every test of the suite, one after the other, and tells of each as it starts and ends. */
export async function runSuite(root: Group, tell: (message: InHostMessage) => void): Promise<void> {
  const failure = await runGroup(root, [], tell);
  tell({ type: "done", ...(failure ? { failure } : {}) });
}

/** Resolves with what failed after the tests; what fails before them fails each of them. */
async function runGroup(
  group: Group,
  path: string[],
  tell: (message: InHostMessage) => void,
): Promise<InHostFailure | undefined> {
  const broken = await attempt(group.beforeAll, hookTimeout);
  let failure: InHostFailure | undefined;
  for (const child of group.children) {
    const childPath = [...path, child.name];
    if ("children" in child) {
      // Without what the group prepares, each of its tests would fail with another riddle.
      if (broken) child.beforeAll.unshift(() => Promise.reject(broken));
      failure = (await runGroup(child, childPath, tell)) ?? failure;
    } else {
      tell({ type: "started", path: childPath });
      const began = performance.now();
      const failed = broken ?? (await runCase(group, child));
      const duration = performance.now() - began;
      tell({ type: "ended", path: childPath, duration, ...(failed ? { failure: failed } : {}) });
    }
  }
  return (await attempt(group.afterAll, hookTimeout)) ?? failure;
}

async function runCase(group: Group, { work, timeout }: Case): Promise<InHostFailure | undefined> {
  const groups = lineage(group);
  const before = groups.flatMap(({ beforeEach }) => beforeEach);
  const after = groups.reverse().flatMap(({ afterEach }) => afterEach);
  const failure = (await attempt(before, hookTimeout)) ?? (await attempt([work], timeout));
  return failure ?? (await attempt(after, hookTimeout));
}

/** The group's parents from the outermost, and itself. */
function lineage(group: Group): Group[] {
  return group.parent ? [...lineage(group.parent), group] : [group];
}

async function attempt(
  works: (() => void | Promise<void>)[],
  timeout: number,
): Promise<InHostFailure | undefined> {
  for (const work of works) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`it took longer than ${timeout} ms`)), timeout);
    });
    try {
      await Promise.race([work(), late]);
    } catch (error) {
      return describeFailure(error);
    } finally {
      clearTimeout(timer);
    }
  }
  return undefined;
}

function describeFailure(error: unknown): InHostFailure {
  if (!(error instanceof Error)) {
    if (isFailure(error)) return error;
    return { name: "Error", message: `thrown: ${show(error)}`, stack: "" };
  }
  return {
    name: error.name,
    message: error.message.slice(0, longest),
    stack: (error.stack ?? "").slice(0, longest),
    ...("expected" in error && error.expected !== undefined
      ? { expected: show(error.expected), actual: show("actual" in error ? error.actual : undefined) }
      : {}),
  };
}

function isFailure(value: unknown): value is InHostFailure {
  return typeof value === "object" && value !== null && "message" in value && "stack" in value;
}

function show(value: unknown): string {
  if (typeof value === "string") return value.slice(0, longest);
  try {
    return (JSON.stringify(value, null, 2) ?? String(value)).slice(0, longest);
  } catch {
    return String(value);
  }
}
