/**
 * Told right before and after whatever a crash must not come between. The proof that nothing is lost stops the
 * process at each of them.
 */
export type Step = (name: string) => void;

export const noStep: Step = () => {};
