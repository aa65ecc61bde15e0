import {
  type BuiltInClientOptions,
  type ClientEvent,
  createClient,
  isSeedkitError,
  type SeedkitError,
} from "@seedkit/core";
import { createEmulator, createVirtualClock, type EmulatorOptions } from "../src/index.ts";

export const model = "seedream-4.5";
export const price = 40_000;
export const key = "sk-test-0123456789abcdef";

/** A client and an emulator in one process, on a clock that jumps: what takes minutes is over at once. */
export async function createSetting(options: EmulatorOptions = {}, more: BuiltInClientOptions = {}) {
  const clock = createVirtualClock();
  const emulator = await createEmulator({ clock, pixels: "plain", ...options });
  const events: ClientEvent[] = [];
  const make = (own: BuiltInClientOptions = {}) =>
    createClient({
      apiKey: key,
      baseUrl: emulator.url,
      fetch: emulator.fetch,
      clock,
      random: () => 0.5,
      onEvent: (event) => events.push(event),
      ...more,
      ...own,
    });
  const posts = () =>
    emulator.journal.requests.filter(({ method, path }) => method === "POST" && /^\/v/.test(path));
  return { clock, emulator, client: make(), make, events, posts };
}

/** The error a call ends with. Fails where it ends well, or with anything but our own error. */
export async function failureOf(call: Promise<unknown>): Promise<SeedkitError> {
  const error = await call.then(
    () => new Error("The call was expected to fail"),
    (thrown: unknown) => thrown,
  );
  if (!isSeedkitError(error)) throw error;
  return error;
}
