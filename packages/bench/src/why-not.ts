import type { ClientId } from "./clients/client.ts";

/** Why a peer is ahead of ours in a measure: true of how both are built, not of one run. */
export const reasons: Record<string, Partial<Record<ClientId, string>>> = {};
