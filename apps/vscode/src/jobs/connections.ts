import type { Client, Limiter } from "@seedkit/core";
import { baseUrlOf, connect } from "../host/client.ts";
import type { Services } from "../services.ts";

/** Gives the client of the address that is set now: the same one until it changes, so that uploads are remembered. */
export function createConnections(services: Services, account: Limiter): () => Promise<Client> {
  let last: { readonly address: string | undefined; readonly client: Promise<Client> } | undefined;
  const limiter: Limiter = {
    // A job has its slot already: the client's calls take none.
    enter: async () => () => {},
    pass: (wait) => account.pass(wait),
    pauseUntil: (time) => account.pauseUntil(time),
  };
  return () => {
    const address = baseUrlOf(services);
    if (last?.address !== address || !last) last = { address, client: connect(services, { limiter }) };
    return last.client;
  };
}
