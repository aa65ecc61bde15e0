import { appendFileSync } from "node:fs";

const { env } = process;
console.log(
  `main ${env.INPUT_TWO_WORDS} ${env.STATE_from} ${env.EXTRA} node ${process.versions.node.split(".")[0]}`,
);
appendFileSync(env.GITHUB_STATE ?? "", "from=main\n");
appendFileSync(env.GITHUB_OUTPUT ?? "", "seen<<END\na\nb\nEND\n");
