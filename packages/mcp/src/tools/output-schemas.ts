import type { ObjectSchema } from "./descriptors.ts";

const notes = { type: "array", items: { type: "string" } } as const;

const money = {
  type: "object",
  description: "US dollars: an integer of micro-dollars (1 USD = 1,000,000) beside the text to show.",
  properties: { micros: { type: "integer" }, formatted: { type: "string" } },
  required: ["micros", "formatted"],
} as const;

/** What a tool that makes images gives as data. */
export const imageOutput: ObjectSchema = {
  type: "object",
  properties: {
    images: {
      type: "array",
      items: {
        type: "object",
        properties: {
          path: { type: "string", description: "Where the file lies, absolute." },
          width: { type: "integer", description: "px" },
          height: { type: "integer", description: "px" },
          mediaType: { type: "string" },
          bytes: { type: "integer" },
        },
        required: ["path", "width", "height", "mediaType", "bytes"],
      },
    },
    model: { type: "string" },
    price: money,
    sessionLeft: money,
    requestId: { type: ["string", "null"] },
    creditsLeft: { type: ["number", "null"] },
    notes,
  },
  required: ["images", "model", "price", "sessionLeft", "requestId", "creditsLeft", "notes"],
  additionalProperties: false,
};

/** What the balance is as data. */
export const creditsOutput: ObjectSchema = {
  type: "object",
  properties: {
    credits: { type: "number", description: "In the service's own unit." },
    freeCredits: { type: ["number", "null"] },
    sessionLeft: money,
    sessionSpent: money,
    notes,
  },
  required: ["credits", "freeCredits", "sessionLeft", "sessionSpent"],
  additionalProperties: false,
};
