// What is named here is public. Adding a name is a decision.
export { createEmulator, type Emulator, type EmulatorScope } from "./emulator.ts";
export {
  type Fault,
  type FaultKind,
  type FaultMatch,
  type FaultRule,
  parseFaultRules,
} from "./faults/rule.ts";
export { faultsJsonSchema, journalJsonSchema } from "./json-schemas.ts";
export type { AnswerForm, EmulatorOptions } from "./options.ts";
export type { Journal, JournalEntry } from "./state/books.ts";
export { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";
