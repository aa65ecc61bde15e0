import { randomBytes } from "node:crypto";
import { type Clock, SeedkitError } from "@seedkit/core";
import type { Redis } from "ioredis";
import type { Names } from "./names.ts";
import { runScript } from "./scripts.ts";

const heldMs = 30_000;

/** Makes sure that one process alone hands out jobs and writes the lock. @throws SeedkitError `invalid_input` */
export async function holdPlace(redis: Redis, names: Names, clock: Clock): Promise<() => Promise<void>> {
  const token = randomBytes(12).toString("hex");
  const taken = await redis.set(names.coordinator, token, "PX", heldMs, "NX");
  if (taken === null) {
    throw new SeedkitError("invalid_input", "Another process is running this queue", {
      charged: "no",
      hint: "Wait for its end; where it died, its place is free after 30 seconds. Nothing was sent.",
    });
  }
  let cancel: () => void = () => {};
  const renew = () => {
    cancel = clock.after(heldMs / 3, () => {
      runScript(redis, "renew", names.coordinator, token, heldMs).catch(() => {});
      renew();
    });
  };
  renew();
  return async () => {
    cancel();
    await runScript(redis, "release", names.coordinator, token).catch(() => {});
  };
}
