import type { ErrorCode } from "@seedkit/core";
import type { PanelError } from "./store/state.ts";

/** What a failure is about, as far as what to do next goes. */
export type ErrorGroup =
  | "key"
  | "credits"
  | "budget"
  | "rate"
  | "moderated"
  | "invalid"
  | "network"
  | "offline"
  | "lost"
  | "unsure"
  | "expired"
  | "cancelled"
  | "server";

/** The ways out. `again` costs once more, `recover` never does. */
export type ErrorAction =
  | "enter-key"
  | "top-up"
  | "change-cap"
  | "edit"
  | "again"
  | "recover"
  | "balance"
  | "use-sync";

export type ErrorView = {
  readonly group: ErrorGroup;
  readonly title: string;
  readonly text: string;
  readonly actions: readonly ErrorAction[];
};

const groups: Readonly<Record<ErrorCode, ErrorGroup>> = {
  invalid_input: "invalid",
  invalid_request: "invalid",
  not_found: "invalid",
  moderated: "moderated",
  unauthenticated: "key",
  forbidden: "key",
  insufficient_credits: "credits",
  over_budget: "budget",
  rate_limited: "rate",
  server_error: "server",
  bad_gateway: "server",
  unavailable: "server",
  job_failed: "server",
  redirected: "network",
  connect_failed: "network",
  connection_lost: "network",
  gateway_timeout: "unsure",
  timeout: "unsure",
  deadline: "unsure",
  bad_image: "unsure",
  too_large: "unsure",
  aborted: "cancelled",
  expired: "expired",
};

const texts: Readonly<Record<ErrorGroup, Omit<ErrorView, "group">>> = {
  key: {
    title: "The key was not accepted",
    text: "Check that it is complete and still valid.",
    actions: ["enter-key", "again"],
  },
  credits: { title: "Out of credits", text: "Top up, then try again.", actions: ["top-up", "again"] },
  budget: {
    title: "Over your cap",
    text: "Nothing was sent. Raise the cap, or ask for fewer images.",
    actions: ["change-cap"],
  },
  rate: {
    title: "Too many requests",
    text: "The account's limit for a minute is reached.",
    actions: ["again"],
  },
  moderated: {
    title: "Stopped by the content filter",
    text: "The same prompt fails again: change the prompt or the references.",
    actions: ["edit"],
  },
  invalid: { title: "The request was not understood", text: "Change what is named here.", actions: ["edit"] },
  network: {
    title: "The service cannot be reached",
    text: "A firewall, a proxy or the browser's cross-origin rules may be in the way.",
    actions: ["again", "use-sync"],
  },
  offline: { title: "You are offline", text: "Connect to the internet, then try again.", actions: ["again"] },
  unsure: {
    title: "No answer came",
    text: "The image may have been made, and charged.",
    actions: ["recover", "balance", "again"],
  },
  lost: {
    title: "The connection was lost",
    text: "It may have been sent. A firewall, a proxy or the browser's cross-origin rules can hide the answer.",
    actions: ["recover", "balance", "again", "use-sync"],
  },
  expired: {
    title: "The image is gone",
    text: "The service keeps results for one hour.",
    actions: ["again"],
  },
  cancelled: { title: "Cancelled", text: "Nothing was sent.", actions: ["again"] },
  server: {
    title: "The service failed",
    text: "It is not your request. Try again later.",
    actions: ["again"],
  },
};

// With a ticket, these are no end: the image may be there, or come.
const waiting: readonly ErrorGroup[] = ["unsure", "lost", "cancelled"];

/** What a failure says and offers. `hasTicket`: its images may still be fetched without paying again. */
export function errorView(error: PanelError, hasTicket: boolean): ErrorView {
  const group = groupOf(error);
  const view = texts[group];
  const actions = view.actions.filter((action) => {
    if (action === "recover") return hasTicket;
    // A second post would be a second bill while the first result can be fetched.
    return !(action === "again" && hasTicket && waiting.includes(group));
  });
  const fetchable = hasTicket && waiting.includes(group);
  const text = fetchable
    ? "It was sent, and its image can still be fetched without paying again."
    : view.text;
  return {
    group,
    title: view.title,
    text,
    actions: group === "cancelled" && fetchable ? ["recover"] : actions,
  };
}

function groupOf({ code, charged, offline }: PanelError): ErrorGroup {
  const group = groups[code];
  if (group === "cancelled") return "cancelled";
  if (charged !== "no" && group === "network") return "lost";
  if (charged !== "no" && group === "server") return "unsure";
  return group === "network" && offline ? "offline" : group;
}
