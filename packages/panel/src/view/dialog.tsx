import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Tool } from "./button.tsx";

export type DialogProps = {
  readonly label: string;
  /** @default "Close" */
  readonly closeLabel?: string;
  readonly onClose: () => void;
  readonly onKey?: (event: KeyboardEvent) => void;
  readonly children: ComponentChildren;
};

/** A modal dialog: the browser keeps the focus inside, closes it on Escape and gives the focus back. */
export function Dialog({ label, closeLabel = "Close", onClose, onKey, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      // Where it was closed the focus is back, and may be elsewhere by now. Removed, it lets nothing else have it yet.
      if (element?.open && before instanceof HTMLElement) queueMicrotask(() => before.focus());
    };
  }, []);
  return (
    <dialog ref={dialog} class="sk-dialog" aria-label={label} onClose={onClose} onKeyDown={onKey}>
      <Tool icon="close" kind="corner" label={closeLabel} onClick={() => dialog.current?.close()} />
      {children}
    </dialog>
  );
}
