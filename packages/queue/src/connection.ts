import { SeedkitError } from "@seedkit/core";
import { Redis } from "ioredis";

/** Where the queue is. */
export type QueueAddress = {
  /** `redis://` or, with TLS, `rediss://`; with user and password where they are needed. */
  readonly url: string;
  /** Sets one project's jobs apart from another's. @default "seedkit" */
  readonly prefix?: string | undefined;
};

/** An address without what is secret in it. */
export function withoutSecrets(address: string): string {
  try {
    const url = new URL(address);
    return `${url.protocol}//${url.host}${url.pathname === "/" ? "" : url.pathname}`;
  } catch {
    return "the given address";
  }
}

/** Connects, and waits until Redis answers. @throws SeedkitError `connect_failed`, `invalid_input` */
export async function connectRedis({ url }: QueueAddress): Promise<Redis> {
  checkAddress(url);
  // A worker outlives a restart of Redis: it asks again for as long as that takes.
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(50 * times, 1000),
  });
  let why = "";
  redis.on("error", (error: Error) => {
    why = error.message;
  });
  const failed = () =>
    new SeedkitError("connect_failed", `${withoutSecrets(url)} does not answer: ${why}`, { charged: "no" });
  try {
    await withDeadline(
      redis.connect().then(() => redis.ping()),
      10_000,
      failed,
    );
  } catch (error) {
    redis.disconnect();
    why ||= error instanceof Error ? error.message : "";
    throw failed();
  }
  return redis;
}

function checkAddress(url: string): void {
  if (/^rediss?:\/\/[^/]/.test(url) && URL.canParse(url)) return;
  throw new SeedkitError("invalid_input", `${withoutSecrets(url)} is no address of a Redis`, {
    charged: "no",
    hint: "For example redis://127.0.0.1:6379, or rediss://user:password@host:6380 with TLS.",
  });
}

async function withDeadline<T>(work: Promise<T>, ms: number, late: () => Error): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(late()), ms);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What this Redis may lose when its machine loses power: nothing where every write is on its disk before it is
 * answered. Undefined where all is well; a managed Redis may not say.
 */
export async function durabilityOf(redis: Redis): Promise<string | undefined> {
  const config = await Promise.all(
    ["appendonly", "appendfsync"].map((name) => redis.config("GET", name) as Promise<string[]>),
  ).catch(() => undefined);
  if (!config) return "It cannot be seen whether this Redis keeps every write: it must.";
  const [isKept, how] = config.map(([, value]) => value);
  if (isKept !== "yes") {
    return "This Redis forgets everything when it restarts (appendonly no): what was being paid for is then unknown.";
  }
  if (how === "always") return undefined;
  return `This Redis may lose the last second when its machine loses power (appendfsync ${how}): set it to always.`;
}
