import { expect, test } from "vitest";
import { missingKeyReason, readTrust } from "./trust.ts";

const home = { full_name: "octo/repo" };
const pullRequest = (head: string | null) => ({
  repository: home,
  pull_request: { head: { repo: head === null ? null : { full_name: head } } },
});
const trust = (event: string, payload: unknown, actor = "octocat") =>
  readTrust({ GITHUB_EVENT_NAME: event, GITHUB_REPOSITORY: "octo/repo", GITHUB_ACTOR: actor }, payload);

test("a push is trusted", () => {
  expect(trust("push", {})).toMatchObject({
    fromFork: false,
    strangerWithSecrets: false,
    readOnlyCache: false,
  });
});

test("a pull request of a branch is trusted, one of a fork is not", () => {
  expect(trust("pull_request", pullRequest("octo/repo"))).toMatchObject({
    fromFork: false,
    readOnlyCache: false,
  });
  for (const head of ["evil/repo", null]) {
    const judged = trust("pull_request", pullRequest(head));
    expect(judged).toMatchObject({ fromFork: true, readOnlyCache: true, strangerWithSecrets: false });
    expect(missingKeyReason(judged)).toContain("forks get no secrets");
  }
});

test("pull_request_target and what follows a fork's run have a stranger's prompts beside secrets", () => {
  expect(trust("pull_request_target", pullRequest("octo/repo"))).toMatchObject({ strangerWithSecrets: true });
  const after = {
    repository: home,
    workflow_run: { event: "pull_request", head_repository: { full_name: "evil/repo" } },
  };
  expect(trust("workflow_run", after)).toMatchObject({ strangerWithSecrets: true, readOnlyCache: true });
  const own = { repository: home, workflow_run: { event: "push", head_repository: home } };
  expect(trust("workflow_run", own)).toMatchObject({ strangerWithSecrets: false, readOnlyCache: false });
});

test("a payload that cannot be read is no reason to fail", () => {
  expect(trust("push", undefined)).toMatchObject({ fromFork: false });
});

test("Dependabot is told apart", () => {
  expect(missingKeyReason(trust("pull_request", pullRequest("octo/repo"), "dependabot[bot]"))).toContain(
    "Dependabot",
  );
});
