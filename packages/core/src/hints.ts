import type { ErrorCode } from "./errors.ts";

const billed = "Check the balance before you repeat it.";
const later = "Try again later.";

/** What to do next where nothing better is known. */
export const hints: Readonly<Partial<Record<ErrorCode, string>>> = {
  moderated: "Change the prompt or the references: the same request fails again.",
  unauthenticated: "Get or check the key: https://cloud.segmind.com/console/api-keys",
  insufficient_credits: "Top up: https://cloud.segmind.com/billing",
  rate_limited: "Send fewer at once.",
  server_error: later,
  bad_gateway: later,
  unavailable: later,
  gateway_timeout: billed,
  redirected: "The key was not sent on. Check the base URL.",
  connect_failed: "Check the network, the proxy and the base URL.",
  connection_lost: billed,
  timeout: billed,
  deadline: "Give it more time, or send fewer at once.",
  bad_image: billed,
  too_large: billed,
  expired: "Results are kept for one hour.",
};
