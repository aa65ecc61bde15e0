/** A small `github.event` that fits the event, where a test brings none. */
export function createEventPayload(
  event: string,
  { fork, inputs }: { readonly fork: boolean; readonly inputs: Readonly<Record<string, unknown>> },
): Record<string, unknown> {
  const repository = { full_name: "octo/repo", name: "repo", default_branch: "main", fork: false };
  const common = { repository, sender: { login: "octocat" } };
  if (event === "pull_request" || event === "pull_request_target") {
    const head = fork ? { full_name: "stranger/repo", name: "repo", fork: true } : repository;
    return {
      ...common,
      action: "opened",
      number: 7,
      pull_request: {
        number: 7,
        draft: false,
        head: { ref: "topic", sha: "89abcdef0123456789abcdef0123456789abcdef", repo: head },
        base: { ref: "main", sha: "0123456789abcdef0123456789abcdef01234567", repo: repository },
      },
    };
  }
  if (event === "workflow_dispatch") return { ...common, ref: "refs/heads/main", inputs };
  if (event === "schedule") return { ...common, schedule: "0 3 * * *" };
  return { ...common, ref: "refs/heads/main", before: "0".repeat(40), commits: [] };
}
