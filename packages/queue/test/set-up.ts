import { ensureRedis } from "./redis.ts";

/** Once, before the files run side by side: two installations at a time get in each other's way. */
export default function setUp(): void {
  if (!process.env.REDIS_URL) ensureRedis();
}
