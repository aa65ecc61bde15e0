/** Names a job in the ledger. Entries that ask for the same thing share a key, and are made and paid for each. */
export const nameOf = ({
  jobKey,
  entry,
}: {
  readonly jobKey: string;
  readonly entry: { readonly id: string };
}): string => `${jobKey}:${entry.id}`;

export const jobKeyOf = (name: string): string => name.slice(0, name.indexOf(":"));
