// The tests of one run, gathered while the test files are loaded.

type Work = () => void | Promise<void>;

export interface Group {
  name: string;
  parent?: Group;
  children: (Group | Case)[];
  beforeAll: Work[];
  afterAll: Work[];
  beforeEach: Work[];
  afterEach: Work[];
}

export interface Case {
  name: string;
  work: Work;
  /** ms */
  timeout: number;
}

const defaultTimeout = 20_000;

function newGroup(name: string, parent?: Group): Group {
  const lists = { children: [], beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] };
  return { name, ...lists, ...(parent ? { parent } : {}) };
}

export const root: Group = newGroup("");
let current = root;

export function describe(name: string, define: () => void): void {
  const group = newGroup(name, current);
  current.children.push(group);
  current = group;
  try {
    define();
  } finally {
    current = group.parent ?? root;
  }
}

/** @param timeout ms @default 20000 */
export function test(name: string, work: Work, timeout: number = defaultTimeout): void {
  current.children.push({ name, work, timeout });
}

export const beforeAll = (work: Work): void => void current.beforeAll.push(work);
export const afterAll = (work: Work): void => void current.afterAll.push(work);
export const beforeEach = (work: Work): void => void current.beforeEach.push(work);
export const afterEach = (work: Work): void => void current.afterEach.push(work);
