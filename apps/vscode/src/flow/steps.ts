import * as vscode from "vscode";

/** The answer that goes one step back. */
export const back = Symbol("back");
export type Back = typeof back;

/** What all steps of a flow show alike. */
export type StepFrame = {
  readonly title: string;
  /** From 1. */
  readonly step?: number;
  readonly totalSteps?: number;
  readonly canGoBack?: boolean;
  readonly buttons?: readonly StepButton[];
};

/** A button in the title bar. */
export type StepButton = vscode.QuickInputButton & { readonly run: () => unknown };

type TextStep = StepFrame & {
  readonly value?: string;
  readonly prompt: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** What is wrong with the text, or what will come of it. */
  readonly check?: (text: string) => string | vscode.InputBoxValidationMessage | undefined;
  /** Looks at an accepted text once more, where that takes time; the box says it is busy. */
  readonly accept?: (text: string) => Promise<string | undefined>;
  readonly onChange?: (text: string) => void;
  /** Hands the box out: for what changes it from outside. */
  readonly onShow?: (box: vscode.InputBox) => vscode.Disposable;
};

/** Asks for a text. Undefined: the person left with Esc. */
export function askText(step: TextStep): Promise<string | Back | undefined> {
  const box = vscode.window.createInputBox();
  Object.assign(box, { prompt: step.prompt, password: step.password ?? false, value: step.value ?? "" });
  if (step.placeholder !== undefined) box.placeholder = step.placeholder;
  const isError = (shown: string | vscode.InputBoxValidationMessage | undefined) =>
    shown !== undefined &&
    (typeof shown === "string" || shown.severity === vscode.InputBoxValidationSeverity.Error);
  const show = () => {
    box.validationMessage = step.check?.(box.value);
    return box.validationMessage;
  };
  return ask<string>(box, step, (answer) => {
    // An empty box is not told off before anything was typed.
    if (box.value !== "") show();
    return [
      box.onDidChangeValue((text) => {
        step.onChange?.(text);
        show();
      }),
      box.onDidAccept(async () => {
        const text = box.value;
        if (box.busy || isError(show())) return;
        box.busy = true;
        const problem = await step.accept?.(text);
        box.busy = false;
        if (problem === undefined) answer(text);
        else box.validationMessage = problem;
      }),
      ...(step.onShow ? [step.onShow(box)] : []),
    ];
  });
}

type PickStep<Item extends vscode.QuickPickItem> = StepFrame & {
  /** Those that take time to find come behind the ones that are there. */
  readonly items: readonly Item[];
  readonly more?: Promise<readonly Item[]>;
  readonly active?: Item | undefined;
  readonly placeholder?: string;
  /** The item of what is typed or pasted, where that is more than a word to look for. */
  readonly typed?: (text: string) => Item | undefined;
};

/** Asks for one of a list. Undefined: the person left with Esc. */
export function askPick<Item extends vscode.QuickPickItem>(
  step: PickStep<Item>,
): Promise<Item | Back | undefined> {
  const box = vscode.window.createQuickPick<Item>();
  box.items = step.items;
  box.matchOnDescription = true;
  if (step.active) box.activeItems = [step.active];
  if (step.placeholder !== undefined) box.placeholder = step.placeholder;
  let isOpen = true;
  let listed = step.items;
  const list = () => {
    const typed = step.typed?.(box.value);
    box.items = typed ? [typed, ...listed] : listed;
  };
  if (step.more) {
    box.busy = true;
    void step.more.then((found) => {
      if (!isOpen) return;
      listed = [...step.items, ...found];
      list();
      box.busy = false;
    });
  }
  return ask<Item>(box, step, (answer) => [
    new vscode.Disposable(() => {
      isOpen = false;
    }),
    ...(step.typed ? [box.onDidChangeValue(list)] : []),
    box.onDidAccept(() => {
      const [chosen] = box.selectedItems;
      if (chosen) answer(chosen);
    }),
  ]);
}

function ask<Answer>(
  box: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>,
  frame: StepFrame,
  listen: (answer: (value: Answer | Back | undefined) => void) => readonly vscode.Disposable[],
): Promise<Answer | Back | undefined> {
  box.title = frame.title;
  box.step = frame.step;
  box.totalSteps = frame.totalSteps;
  // A look at another file or window ends nothing: leaving is Esc's alone.
  box.ignoreFocusOut = true;
  const buttons = frame.buttons ?? [];
  box.buttons = [...(frame.canGoBack ? [vscode.QuickInputButtons.Back] : []), ...buttons];
  return new Promise((resolve) => {
    const listeners: vscode.Disposable[] = [];
    const answer = (value: Answer | Back | undefined) => {
      resolve(value);
      // Before the box: taking it away hides it, and that would be told as an Esc.
      for (const listener of listeners.splice(0)) listener.dispose();
      box.dispose();
    };
    listeners.push(
      ...listen(answer),
      box.onDidTriggerButton((button) => {
        if (button === vscode.QuickInputButtons.Back) answer(back);
        else buttons.find((candidate) => candidate === button)?.run();
      }),
      box.onDidHide(() => answer(undefined)),
    );
    box.show();
  });
}
