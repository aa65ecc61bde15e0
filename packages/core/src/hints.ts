import type { ErrorCode } from "./errors.ts";

/** What to do next, by code. Hosts add their own way out; this one holds everywhere. */
export const hints: Readonly<Partial<Record<ErrorCode, string>>> = {
  invalid_request: "The service refused the parameters; nothing was charged.",
  moderated:
    "The service's content filter refused it. Change the prompt or the references; the same request fails again.",
  unauthenticated: "Check the API key: https://cloud.segmind.com/console/api-keys",
  forbidden: "The key is not permitted to use this model.",
  insufficient_credits: "Top up the account: https://cloud.segmind.com/billing",
  rate_limited: "Send fewer requests at once, or wait and try again.",
  server_error: "The service failed. Try again later.",
  bad_gateway: "The service is not available. Try again later.",
  unavailable: "The service is not available. Try again later.",
  gateway_timeout:
    "Nobody can know whether the job ran: check the balance before you repeat it. The queued transport avoids this.",
  redirected: "The address redirects. The key was not sent on; check the base URL.",
  connect_failed: "Nothing was sent. Check the network, the proxy and the base URL.",
  connection_lost: "The connection broke after the request was sent: check the balance before you repeat it.",
  timeout:
    "It may still finish and be charged: check the balance before you repeat it, or give it more time.",
  deadline: "It took longer than the whole call may. Give it more time, or send fewer at once.",
  bad_image: "The answer was no image. Check the balance before you repeat it.",
  too_large: "The answer is larger than the limit. Raise maxBytes.",
  job_failed: "The job failed and was not charged.",
  expired: "Results are kept for one hour.",
};
