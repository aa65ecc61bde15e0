import type { Services } from "../services.ts";

export const run = ({ log }: Services): void => log.show();
