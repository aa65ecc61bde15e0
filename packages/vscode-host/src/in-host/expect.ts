import {
  chai,
  customMatchers,
  type ExpectStatic,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
} from "@vitest/expect";

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

// The plugin's `extend` wants the expect that it extends.
const extend: (expect: unknown, matchers: object) => void = Reflect.get(chai.expect, "extend");
extend(chai.expect, customMatchers);

/** Vitest's own, without mocks, snapshots and `expect.poll`: see `until`. */
export const expect = chai.expect as unknown as ExpectStatic;
