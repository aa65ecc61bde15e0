import { getQuickJS, type QuickJSContext, type QuickJSHandle } from "quickjs-emscripten";
import { Refusal } from "../refusal.ts";
import { preludeSource } from "./prelude-source.ts";
import type { Packed } from "./wire.ts";

export type MachineLimits = {
  /** Bytes the plugin may use. @default 512 MiB */
  readonly memory: number;
  /** ms one entry may run before it is interrupted. @default 10000 */
  readonly deadline: number;
};

export type MachineHooks = {
  /** A request from inside: answers, or throws a Refusal to throw in there. */
  answer(request: Packed): Packed;
  /** What nobody in there caught. */
  crashed(error: { name: string; message: string; stack: string }): void;
};

/** A QuickJS of its own for one run of a plugin. */
export type Machine = {
  evaluate(code: string, file: string): void;
  /** Calls the listeners of an event; true if one answered false. */
  dispatch(event: string, args: Packed): boolean;
  settle(id: number, answer: Packed, error?: { message: string; name: string }): void;
  fireTimer(id: number): void;
  /** Bytes the plugin's heap holds. */
  heap(): number;
  readonly alive: boolean;
  dispose(): void;
};

export async function createMachine(limits: MachineLimits, hooks: MachineHooks): Promise<Machine> {
  const quickjs = await getQuickJS();
  const runtime = quickjs.newRuntime();
  runtime.setMemoryLimit(limits.memory);
  runtime.setMaxStackSize(1024 * 1024);
  const vm = runtime.newContext();
  let alive = true;
  let until = 0;
  let depth = 0;
  runtime.setInterruptHandler(() => until > 0 && performance.now() > until);

  const crashed = (error: QuickJSHandle) => {
    const dumped: unknown = vm.dump(error);
    error.dispose();
    const {
      name = "Error",
      message = String(dumped),
      stack = "",
    } = typeof dumped === "object" && dumped !== null ? (dumped as Record<string, string>) : {};
    hooks.crashed({ name, message, stack });
  };
  // Promises in there go on only when asked to: after every entry.
  const pump = () => {
    const result = runtime.executePendingJobs();
    if (result.error) crashed(result.error);
    result.dispose();
  };
  const enter = (work: () => ReturnType<QuickJSContext["callFunction"]>): QuickJSHandle | undefined => {
    if (!alive) return undefined;
    depth += 1;
    if (depth === 1) until = performance.now() + limits.deadline;
    try {
      const result = work();
      if (result.error) crashed(result.error);
      pump();
      return result.error ? undefined : result.value;
    } finally {
      depth -= 1;
      if (depth === 0) until = 0;
    }
  };

  installBorder(vm, hooks);
  vm.unwrapResult(vm.evalCode(preludeSource(), "figma-host.js")).dispose();
  const entries = vm.getProp(vm.global, "__entries__");
  vm.unwrapResult(vm.evalCode("delete globalThis.__entries__", "figma-host.js")).dispose();

  const call = (name: string, args: QuickJSHandle[]): QuickJSHandle | undefined => {
    const entry = alive ? vm.getProp(entries, name) : undefined;
    const result = entry && enter(() => vm.callFunction(entry, vm.undefined, args));
    entry?.dispose();
    for (const arg of args) if (arg.alive) arg.dispose();
    return result;
  };
  return {
    evaluate: (code, file) => enter(() => vm.evalCode(code, file, { type: "global" }))?.dispose(),
    dispatch(event, args) {
      if (!alive) return false;
      const result = call("dispatch", [
        vm.newString(event),
        vm.newString(args.json),
        bufferArray(vm, args.bytes),
      ]);
      const refused = result !== undefined && vm.dump(result) === true;
      result?.dispose();
      return refused;
    },
    settle(id, answer, error) {
      if (!alive) return;
      call("settle", [
        vm.newNumber(id),
        vm.newString(answer.json),
        bufferArray(vm, answer.bytes),
        error ? vm.newString(error.message) : vm.undefined.dup(),
        vm.newString(error?.name ?? "Error"),
      ])?.dispose();
    },
    fireTimer: (id) => (alive ? call("fireTimer", [vm.newNumber(id)])?.dispose() : undefined),
    heap: () =>
      alive ? runtime.computeMemoryUsage().consume((usage) => vm.dump(usage).memory_used_size) : 0,
    get alive() {
      return alive;
    },
    dispose() {
      if (!alive) return;
      alive = false;
      entries.dispose();
      vm.dispose();
      runtime.dispose();
    },
  };
}

// A host function must return a handle or undefined: any other value crashes QuickJS.
function installBorder(vm: QuickJSContext, hooks: MachineHooks): void {
  const border = vm.newObject();
  const ask = vm.newFunction("ask", (json, list) => {
    const answer = vm.newObject();
    const put = (key: string, value: QuickJSHandle) =>
      value.consume((handle) => vm.setProp(answer, key, handle));
    try {
      const { json: text, bytes } = hooks.answer({ json: vm.getString(json), bytes: readBuffers(vm, list) });
      put("json", vm.newString(text));
      if (bytes.length > 0) put("bytes", bufferArray(vm, bytes));
    } catch (error) {
      put("error", vm.newString(error instanceof Error ? error.message : String(error)));
      put("name", vm.newString(error instanceof Refusal ? error.name : "Error"));
    }
    return answer;
  });
  ask.consume((handle) => vm.setProp(border, "ask", handle));
  border.consume((handle) => vm.setProp(vm.global, "__border__", handle));
}

function readBuffers(vm: QuickJSContext, list: QuickJSHandle): Uint8Array[] {
  const length = vm.getProp(list, "length").consume((handle) => vm.getNumber(handle));
  return Array.from({ length }, (_, index) =>
    // The view is into the VM's memory, which moves when it grows: copied at once.
    vm
      .getProp(list, index)
      .consume((buffer) => vm.getArrayBuffer(buffer).consume(({ value }) => value.slice())),
  );
}

function bufferArray(vm: QuickJSContext, bytes: readonly Uint8Array[]): QuickJSHandle {
  const list = vm.newArray();
  bytes.forEach((view, index) => {
    const whole = view.byteOffset === 0 && view.byteLength === view.buffer.byteLength;
    const buffer = (whole ? view.buffer : view.slice().buffer) as ArrayBuffer;
    vm.newArrayBuffer(buffer).consume((handle) => vm.setProp(list, index, handle));
  });
  return list;
}
