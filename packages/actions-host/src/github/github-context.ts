/** What the made-up `github` context is made from. */
export type ContextSource = {
  readonly event: string;
  readonly eventPayload: Readonly<Record<string, unknown>>;
  readonly workflowName: string;
  readonly runId: number;
  readonly ghes: boolean;
  readonly token: string;
  /** Fields that replace the made-up ones. */
  readonly github: Readonly<Record<string, unknown>>;
};

/** The `github` context of a run, without the fields of one job. */
export function createGithubContext(source: ContextSource): Record<string, unknown> {
  const pullRequest = source.event === "pull_request";
  // pull_request_target runs the base branch's workflow on the base branch's commit.
  const ofPullRequest = pullRequest || source.event === "pull_request_target";
  const server = source.ghes ? "https://github.example.com" : "https://github.com";
  return {
    repository: "octo/repo",
    repository_id: "1",
    repository_owner: "octo",
    repository_owner_id: "2",
    repositoryUrl: "git://github.com/octo/repo.git",
    ref: pullRequest ? "refs/pull/7/merge" : "refs/heads/main",
    ref_name: pullRequest ? "7/merge" : "main",
    ref_type: "branch",
    ref_protected: false,
    head_ref: ofPullRequest ? "topic" : "",
    base_ref: ofPullRequest ? "main" : "",
    sha: "0123456789abcdef0123456789abcdef01234567",
    actor: "octocat",
    actor_id: "3",
    triggering_actor: "octocat",
    event_name: source.event,
    event: source.eventPayload,
    run_id: String(source.runId),
    run_number: String(source.runId),
    run_attempt: "1",
    retention_days: "90",
    workflow: source.workflowName,
    workflow_ref: "octo/repo/.github/workflows/test.yml@refs/heads/main",
    workflow_sha: "0123456789abcdef0123456789abcdef01234567",
    server_url: server,
    api_url: source.ghes ? `${server}/api/v3` : "https://api.github.com",
    graphql_url: source.ghes ? `${server}/api/graphql` : "https://api.github.com/graphql",
    secret_source: "Actions",
    token: source.token,
    ...source.github,
  };
}
