import { SeedkitError } from "@seedkit/core";
import { type FailureData, failureData, failureText, type HostAdvice } from "@seedkit/mcp/tools";

const setKey = "the command “Seedkit: Set API Key” in the editor";

const raiseCap = "Nothing was sent. Only the user can raise the cap: the setting seedkit.tools.maxCost";

/** What differs here from a server in a terminal. */
export const advice: HostAdvice = {
  next: {
    unauthenticated: `Ask the user to run ${setKey}. Do not ask for the key in the chat.`,
    over_budget: `${raiseCap}. Ask them, or make something cheaper.`,
    not_found: "Nothing was made. Ask the user which model to take.",
    aborted: "The user cancelled it. Do not call again unless they ask for it.",
    not_agreed: "Nothing was sent. Call once more: the user is asked then.",
    untrusted: "Ask the user to trust the workspace, if they do. Do not work around it.",
  },
  recover: () => ".",
};

// It is handed key and cap when it starts.
const restart = "and to restart the server Seedkit (the command “MCP: List Servers”)";

/** What differs in the MCP server that the editor starts. */
export const serverAdvice: HostAdvice = {
  ...advice,
  next: {
    ...advice.next,
    unauthenticated: `Ask the user to run ${setKey} ${restart}. Do not ask for the key in the chat.`,
    over_budget: `${raiseCap}. Ask them to do so ${restart}, or make something cheaper.`,
  },
};

export const textOfFailure = (failure: FailureData): string => failureText(failure, advice);

/** Who opened a folder without trusting it has not agreed to what is written there. */
export const untrusted = (): FailureData => ({
  ...failureData(
    new SeedkitError("forbidden", "The workspace is not trusted: no image is made for agents in it", {
      charged: "no",
    }),
  ),
  code: "untrusted",
});

/** Nobody agreed to what it costs now: it was to be fetched for nothing, or no question came before it. */
export const notAgreed = (): FailureData => ({
  ...failureData(
    new SeedkitError("forbidden", "The user was not asked about the price of this call", { charged: "no" }),
  ),
  code: "not_agreed",
});

export const withoutKey = (): SeedkitError =>
  new SeedkitError("unauthenticated", "No API key is set", { charged: "no" });

export const cancelledBefore = (): SeedkitError =>
  new SeedkitError("aborted", "Cancelled before it was sent", { charged: "no" });
