import type { ClientId } from "./clients/client.ts";

const noSchemas =
  "They send whatever they are given. Ours checks every field before money is spent, plans the size and the price, and reads the image's own header: the schemas of both models and the part of zod they need are in the figure. The client alone, for those who bring a model, is the last row of that table.";
const noSchemasToLoad =
  "They load no schemas. Ours loads those of its models, and zod with them; the client alone, for those who bring a model, is the last row of that table.";
const paidAgain =
  "They post again by themselves and have the image because they paid for two. Ours stops, says that money may be gone, and leaves it to the caller; its queued transport recovers such a request without paying again.";

/** Why a peer is ahead of ours in a measure: true of how both are built, not of one run. */
export const reasons: Record<string, Partial<Record<ClientId, string>>> = {
  "bundle, gzip": { ky: noSchemas, replicate: noSchemas, fal: noSchemas },
  "import time": { ky: noSchemasToLoad, replicate: noSchemasToLoad, fal: noSchemasToLoad },
  "faults that cost money and gave no image": {
    openai: paidAgain,
    fal: paidAgain,
    replicate: paidAgain,
    "ai-sdk": paidAgain,
  },
};
