import { earlyCancel } from "./run/early-cancel.ts";

const cancel = earlyCancel();
const { runAction } = await import("./run/run-action.ts");
await runAction({ cancel, planOnly: true });
