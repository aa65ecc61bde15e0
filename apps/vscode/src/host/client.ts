import type { Client, Limiter } from "@seedkit/core";
import type { Services } from "../services.ts";
import { readSettings } from "./settings.ts";

export type ConnectOptions = {
  /** @default the stored key, else the environment's, asked for before each call */
  readonly apiKey?: string;
  /** Shared by every client of the account. */
  readonly limiter?: Limiter;
};

/** The API's address as it is set now: the setting, else the environment's. Undefined: the service's own. */
export const baseUrlOf = ({ environment }: Pick<Services, "environment">): string | undefined =>
  readSettings().baseUrl || environment.baseUrl() || undefined;

/** A client of the API at the address that is set now. @throws SeedkitError `invalid_input` for a bad address */
export async function connect(services: Services, { apiKey, limiter }: ConnectOptions = {}): Promise<Client> {
  const { createClient } = await import("../packages/core.ts");
  return createClient({
    apiKey: apiKey ?? (() => services.keys.get()),
    baseUrl: baseUrlOf(services),
    transport: "queued",
    limiter,
  });
}
