/** After the first drawing, where the runtime tells; else at once. For what the first screen does not need. */
export function whenIdle(): Promise<void> {
  const { requestIdleCallback } = globalThis;
  if (typeof requestIdleCallback === "undefined") return Promise.resolve();
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 200 }));
}
