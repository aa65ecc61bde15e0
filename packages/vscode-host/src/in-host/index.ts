// For tests inside an extension host: vitest's words, in any host, Node or web worker.
export { answerInput } from "./answer-input.ts";
export { expect } from "./expect.ts";
export { given } from "./given.ts";
export { afterAll, afterEach, beforeAll, beforeEach, describe, test } from "./suite.ts";
export { until } from "./until.ts";
