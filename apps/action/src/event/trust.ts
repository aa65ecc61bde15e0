import type { Environment } from "../runner/environment.ts";

/** What started the workflow, as far as it matters to money and to what is kept. */
export type Trust = {
  readonly event: string;
  /** A pull request whose head is another repository: it gets no secrets. */
  readonly fromFork: boolean;
  /** Dependabot's runs get its own secrets, not the repository's. */
  readonly byDependabot: boolean;
  /** Somebody who may not write here chose the prompts, and the repository's secrets are there. */
  readonly strangerWithSecrets: boolean;
  /** What it makes must not be handed to trusted runs. */
  readonly readOnlyCache: boolean;
};

type Payload = {
  readonly pull_request?: { readonly head?: { readonly repo?: { readonly full_name?: string } | null } };
  readonly repository?: { readonly full_name?: string };
  readonly workflow_run?: {
    readonly event?: string;
    readonly head_repository?: { readonly full_name?: string } | null;
  };
};

// Anybody can start these, in the context of the default branch.
const byAnybody: ReadonlySet<string> = new Set([
  "issue_comment",
  "issues",
  "discussion",
  "discussion_comment",
  "fork",
  "watch",
]);

/** Judges the event of a run by its name and payload. */
export function readTrust(env: Environment, payload: unknown): Trust {
  const { pull_request, repository, workflow_run }: Payload = isObject(payload) ? payload : {};
  const event = env.GITHUB_EVENT_NAME ?? "";
  const home = repository?.full_name ?? env.GITHUB_REPOSITORY;
  const head = pull_request?.head;
  // The head's repository is null once the fork was deleted.
  const fromFork = head !== undefined && (head.repo?.full_name ?? "") !== home;
  const afterFork =
    workflow_run !== undefined &&
    /^pull_request/.test(workflow_run.event ?? "") &&
    (workflow_run.head_repository?.full_name ?? "") !== home;
  const target = event === "pull_request_target";
  return {
    event,
    fromFork,
    byDependabot: env.GITHUB_ACTOR === "dependabot[bot]",
    strangerWithSecrets: target || afterFork,
    readOnlyCache: fromFork || target || afterFork || byAnybody.has(event),
  };
}

const isObject = (value: unknown): value is Payload => typeof value === "object" && value !== null;

/** Why there is no key, in a sentence that says what to do. */
export function missingKeyReason({ fromFork, byDependabot }: Trust): string {
  if (fromFork) {
    return "There is no API key: pull requests from forks get no secrets. Set on-missing-key to skip or plan for them.";
  }
  if (byDependabot) {
    return "There is no API key: Dependabot's runs get its own secrets only. Add the key there, or set on-missing-key to skip or plan.";
  }
  return "There is no API key: give api-key, from a secret of the repository (Settings, Secrets and variables, Actions). A secret that does not exist is empty.";
}
