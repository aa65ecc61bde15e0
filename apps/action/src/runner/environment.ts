/** The variables of a step, as the runner sets them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the runner tells a step of itself. */
export type RunnerFacts = {
  /** Absolute, links followed. */
  readonly workspace: string;
  /** The page of this workflow run. */
  readonly runUrl: string | undefined;
  readonly runId: string;
  readonly runAttempt: string;
  readonly job: string;
  /** GitHub Enterprise Server: it has neither artifacts v4 nor, before 3.x, step summaries. */
  readonly isEnterpriseServer: boolean;
  readonly hasArtifacts: boolean;
  readonly hasCache: boolean;
};

export function runnerFacts(env: Environment, workspace: string): RunnerFacts {
  const server = env.GITHUB_SERVER_URL || "https://github.com";
  const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: runId = "" } = env;
  const isEnterpriseServer = isServer(server);
  const hasToken = Boolean(env.ACTIONS_RUNTIME_TOKEN);
  const hasResults = hasToken && Boolean(env.ACTIONS_RESULTS_URL);
  return {
    workspace,
    runUrl: repository && runId ? `${server}/${repository}/actions/runs/${runId}` : undefined,
    runId,
    runAttempt: env.GITHUB_RUN_ATTEMPT ?? "",
    job: env.GITHUB_JOB ?? "",
    isEnterpriseServer,
    hasArtifacts: hasResults && !isEnterpriseServer,
    hasCache: hasToken && Boolean(env.ACTIONS_RESULTS_URL || env.ACTIONS_CACHE_URL),
  };
}

/** As GitHub's own packages tell it: what is neither github.com, ghe.com nor a name for this machine. */
function isServer(address: string): boolean {
  const host = URL.canParse(address) ? new URL(address).hostname.toLowerCase() : "";
  return host !== "github.com" && !host.endsWith(".ghe.com") && !host.endsWith(".localhost");
}
