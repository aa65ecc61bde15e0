import { isSeedkitError, SeedkitError } from "@seedkit/core";
import type { PanelHost } from "@seedkit/panel";
import type { Reach } from "./reach.ts";

/** Sends only what can be answered, by the transport that works from this window. */
export function withReach(host: PanelHost, reach: Reach): PanelHost {
  /** The images of the queue lie on another host, which may refuse this window while the API does not. */
  const told = (error: unknown): unknown => {
    const [address] = isSeedkitError(error) ? (error.imageUrls ?? []) : [];
    if (!isSeedkitError(error) || address === undefined || error.code !== "connection_lost") return error;
    reach.noQueue();
    const { charged, imageUrls, model, requestId, attempts } = error;
    const message = `The image is made, and this window may not read it: open ${address} in your browser within the hour`;
    const details = { charged, imageUrls, model, requestId, attempts, cause: error };
    return new SeedkitError(error.code, message, details);
  };
  return {
    ...host,
    async generate(request, call) {
      const transport = await reach.transport(request.transport);
      if (transport === undefined) {
        const message = `${host.baseUrl} gives no answer that this window may read`;
        const hint =
          "Check the firewall and the proxy. A service that refuses the origin of Figma's plugins needs a company proxy, see the plugin's README.";
        throw new SeedkitError("connect_failed", message, { charged: "no", hint, attempts: 0 });
      }
      try {
        return await host.generate({ ...request, transport }, call);
      } catch (error) {
        throw told(error);
      }
    },
    async recover(ticket, call) {
      try {
        return await host.recover(ticket, call);
      } catch (error) {
        throw told(error);
      }
    },
  };
}
