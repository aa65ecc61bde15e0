import { bytesReply, errorReply, jsonReply, textReply } from "../replies.ts";
import type { Fault } from "./rule.ts";

export type AnswerFault = Extract<
  Fault,
  { kind: "status" | "html-200" | "json-error-200" | "empty" | "moderated" | "polling-error" }
>;

/** The vendor's own text, which is all that tells moderation from any other 400. */
export const moderationText =
  "ByteDance image API error: The request failed because the output image may contain sensitive information.";
export const pollingText = "Internal Polling Error";

/** The answer a fault sends instead of the true one. */
export function faultAnswer(fault: AnswerFault, type: string): Response {
  switch (fault.kind) {
    case "status":
      return statusAnswer(fault);
    case "html-200":
      return textReply(200, gatewayPage("200 OK"), "text/html; charset=utf-8");
    case "json-error-200":
      return jsonReply(200, fault.body ?? { error: "Something went wrong while the image was made" });
    case "empty":
      return bytesReply(200, new Uint8Array(0), type);
    case "moderated":
      return errorReply(fault.status ?? 400, moderationText);
    case "polling-error":
      return errorReply(fault.status ?? 500, pollingText);
  }
}

/** Whether a fault is paid for where its rule does not say: what a client may report as `maybe` or `yes`. */
export function isCharged(fault: Fault): boolean {
  if ("charged" in fault && fault.charged !== undefined) return fault.charged;
  return !["status", "reset-before", "json-error-200", "moderated"].includes(fault.kind);
}

const texts: Record<number, string> = {
  400: "Invalid parameters",
  401: "Invalid API key",
  403: "You are not permitted to use this model",
  404: "Not found",
  406: "Insufficient credits",
  429: "Rate limit exceeded",
  500: "Internal server error",
};
const pages: Record<number, string> = {
  502: "502 Bad Gateway",
  503: "503 Service Temporarily Unavailable",
  504: "504 Gateway Time-out",
};

function statusAnswer(fault: Extract<Fault, { kind: "status" }>): Response {
  const { status, body, retryAfter } = fault;
  const headers = {
    ...fault.headers,
    ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
  };
  if (status === 204 || status === 205 || status === 304) return new Response(null, { status, headers });
  if (typeof body === "string")
    return textReply(status, body, body.startsWith("<") ? "text/html" : "text/plain", headers);
  if (body !== undefined) return jsonReply(status, body, headers);
  const page = pages[status];
  if (page !== undefined) return textReply(status, gatewayPage(page), "text/html", headers);
  return errorReply(status, texts[status] ?? `Status ${status}`, headers);
}

const gatewayPage = (title: string) =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
