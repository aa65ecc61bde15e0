import { script } from "@bomb.sh/tab";
import { usageError } from "../command-error.ts";
import { bashCompletion } from "../terminal/bash-completion.ts";
import type { Define } from "./table.ts";

const shells = ["bash", "zsh", "fish", "powershell"];
const examples = `
Examples:
  $ source <(seedkit completion bash)                                       this session
  $ seedkit completion bash >> ~/.bashrc                                    bash, for good
  $ seedkit completion zsh > "\${fpath[1]}/_seedkit"                         zsh
  $ seedkit completion fish > ~/.config/fish/completions/seedkit.fish       fish
  $ seedkit completion powershell >> $PROFILE                               PowerShell
`;

/** \`seedkit completion\`: a script that asks this program what may come next. */
export const completion: Define = (command, host) => {
  command.argument("<shell>", shells.join(", ")).addHelpText("after", examples);
  command.action((shell: string) => {
    if (!shells.includes(shell))
      throw usageError(`"${shell}" is not a known shell; known: ${shells.join(", ")}`);
    if (shell === "bash") host.stdout.write(bashCompletion);
    else script(shell, "seedkit", "seedkit");
  });
};
