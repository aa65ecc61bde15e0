import type { Clock } from "@seedkit/core";
import { createEmulator, createVirtualClock, type Emulator, type EmulatorOptions } from "@seedkit/emulator";
import { afterEach } from "vitest";
import {
  type ClientHostOptions,
  createClientHost,
  createMemoryStorage,
  createPanelStore,
  type PanelState,
  type PanelStorage,
  type PanelStore,
} from "../src/index.ts";

const open: Emulator[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((emulator) => emulator.close()));
});

export const key = "sk-secret-key-4711";
export const prompt = "A ceramic teapot on linen";

export type Rig = {
  readonly emulator: Emulator;
  readonly storage: PanelStorage;
  readonly clock: Clock;
  /** A panel over the same service, storage and time: another one is a restart. */
  panel(options?: ClientHostOptions): Promise<PanelStore>;
};

/** An emulator in the same process, with time that passes only when nothing else is left to do. */
export async function createRig(options: EmulatorOptions = {}): Promise<Rig> {
  const clock = createVirtualClock();
  const emulator = await createEmulator({ pixels: "plain", clock, ...options });
  open.push(emulator);
  const storage = createMemoryStorage();
  await storage.set("key", key);
  return {
    emulator,
    storage,
    clock,
    async panel(hostOptions = {}) {
      const { fetch, url: baseUrl } = emulator;
      const host = createClientHost({
        storage,
        clock,
        fetch,
        baseUrl,
        retry: { attempts: 1 },
        ...hostOptions,
      });
      const store = createPanelStore(host, { clock });
      await store.start();
      return store;
    },
  };
}

/** Waits until the state is as it is wanted. It is looked at after each change, never after a time. */
export function until(store: PanelStore, wanted: (state: PanelState) => boolean): Promise<PanelState> {
  return new Promise((resolve) => {
    const look = () => {
      const state = store.getState();
      if (!wanted(state)) return;
      stop();
      resolve(state);
    };
    const stop = store.subscribe(look);
    look();
  });
}

export const ended = ({ jobs }: PanelState): boolean =>
  jobs.length > 0 && jobs.every(({ status }) => ["done", "failed", "cancelled"].includes(status));
