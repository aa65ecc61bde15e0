/**
 * Asks again, every 20 ms, until the answer is there (neither false nor undefined), and resolves with it.
 * @param timeout ms @default 10000
 * @throws Error that names what was waited for
 */
export async function until<Answer>(
  what: string,
  ask: () => Answer | Promise<Answer>,
  timeout = 10_000,
): Promise<Exclude<Answer, false | undefined>> {
  const began = performance.now();
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== undefined) return answer as Exclude<Answer, false | undefined>;
    if (performance.now() - began > timeout) throw new Error(`waited ${timeout} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
