import { runAction } from "./run/run-action.ts";

await runAction();
