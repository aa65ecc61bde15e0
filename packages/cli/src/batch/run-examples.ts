export const runExamples = `
Examples:
  $ seedkit batch run                               asks first where it costs $1 or more
  $ seedkit batch run --max-cost 2 --json           in CI
  $ seedkit batch run --only hero --only 'icons/*'
  $ seedkit batch run --shard 2/4 --max-cost 5      a quarter of it; join with: seedkit batch merge
  $ seedkit batch run --queue redis://10.0.0.5:6379 --rate 600 --max-cost 500    made by: seedkit worker
  $ seedkit batch run .seedkit/report/errors.jsonl  once more what failed

Only what is new or changed is made. Ctrl-C finishes what runs, a second one aborts; either way the next
run goes on where this one ended, and nothing is paid twice. What may have been paid for is never sent
again by itself: --retry-ambiguous does.

Exit codes: 0 all done, 1 some failed or stay ambiguous, 2 a problem in the manifest, 3 no or wrong key,
4 no credits or over --max-cost, 130 interrupted.
`;
