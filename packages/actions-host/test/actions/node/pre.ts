import { appendFileSync } from "node:fs";

console.log(`pre ${process.env.INPUT_TWO_WORDS}`);
appendFileSync(process.env.GITHUB_STATE ?? "", "from=pre\n");
