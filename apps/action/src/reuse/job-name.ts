/** Names a call of an entry, made of what the key stands for. */
export const jobName = (id: string, key: string, index: number): string => `${key}-${index}:${id}`;
