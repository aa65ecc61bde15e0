import type { Locator } from "playwright-core";

/**
 * Clicks an element, and makes sure that it got the click: what is drawn anew between the button's way down and up puts
 * another element there, and nobody gets it. @throws Error where nobody did: try again
 */
export async function clickTaken(locator: Locator, wait: number): Promise<void> {
  await locator.waitFor({ timeout: wait });
  const element = await locator.elementHandle({ timeout: wait });
  if (!element) throw new Error("the element is gone");
  const seen = await element.evaluateHandle((target) => {
    const state = { clicked: false };
    const take = () => {
      state.clicked = true;
    };
    target.addEventListener("click", take, { capture: true, once: true });
    return state;
  });
  await element.click({ timeout: wait });
  if (!(await seen.evaluate(({ clicked }) => clicked))) throw new Error("it was drawn anew under the click");
}
