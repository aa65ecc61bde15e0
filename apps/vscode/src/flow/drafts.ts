import type { Draft, Remembered } from "../core/flow/draft.ts";
import type { Services } from "../services.ts";

/** What a flow is for. Each keeps its own unfinished draft. */
export type FlowKind = "generate" | "edit" | "variations";

type State = Pick<Services, "context">;

const draftName = (kind: FlowKind) => `seedkit.draft.${kind}`;
const rememberedName = "seedkit.choices";

/** A draft that is not finished: what is not there yet is as the person prefers it. */
export type KeptDraft = Partial<Draft> & Pick<Draft, "prompt">;

/** What was left with Esc in this workspace. */
export const keptDraft = ({ context }: State, kind: FlowKind): KeptDraft | undefined =>
  context.workspaceState.get<KeptDraft>(draftName(kind));

/** Keeps a draft that is not sent; without one, forgets it. */
export const keepDraft = ({ context }: State, kind: FlowKind, draft: KeptDraft | undefined): Thenable<void> =>
  context.workspaceState.update(draftName(kind), draft);

/** The choices that were sent last, in any window. */
export const rememberedChoices = ({ context }: State): Remembered | undefined =>
  context.globalState.get<Remembered>(rememberedName);

export const rememberChoices = ({ context }: State, { model, choices }: Remembered): Thenable<void> =>
  context.globalState.update(rememberedName, { model, choices });
