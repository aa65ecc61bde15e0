// `npm run set-up`: installs the workbenches by hand, for a look around before the tests.
import { setUpHost } from "./set-up.ts";

await setUpHost();
