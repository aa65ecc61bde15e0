import { shown } from "../output/check-target.ts";
import { forgetKey, keyVariable } from "../settings/key.ts";
import type { Define } from "./table.ts";

const examples = `
Examples:
  $ seedkit logout
`;

/** \`seedkit logout\`: removes the stored key from this machine. The key itself stays valid. */
export const logout: Define = (command, host) => {
  command.addHelpText("after", examples);
  command.action(async () => {
    const file = await forgetKey(host);
    host.stderr.write(file ? `Forgot the key in ${shown(host, file)}\n` : "There was no stored key.\n");
    if (host.env[keyVariable]?.trim()) host.stderr.write(`${keyVariable} is still set, and is used.\n`);
  });
};
