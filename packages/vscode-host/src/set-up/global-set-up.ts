import { setUpHost } from "./set-up.ts";

/** For `globalSetup` of a vitest project that starts a workbench. */
export default async function globalSetUp(): Promise<void> {
  await setUpHost();
}
