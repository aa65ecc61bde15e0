/** What a job's token lets it do with the service. */
export type Grant = { readonly run: string; readonly cacheWritable: boolean };

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token like the runner's: the toolkit reads run and job from its scope; nothing is signed here. */
export function createToken({ run, cacheWritable }: Grant, job: string): string {
  const payload = {
    scp: `Actions.Results:${run}:${job}`,
    exp: 4_102_444_800,
    // The real token lists scopes with 1 = read, 2 = write.
    ac: JSON.stringify([{ Scope: "refs/heads/main", Permission: cacheWritable ? 3 : 1 }]),
  };
  return `${encode({ alg: "none" })}.${encode(payload)}.unsigned`;
}

/** Reads the token of a request back, `undefined` where it is none of ours. */
export function readToken(header: string | undefined): Grant | undefined {
  const body = /^Bearer [^.]+\.([^.]+)\./.exec(header ?? "")?.[1];
  if (body === undefined) return undefined;
  const { scp, ac } = JSON.parse(Buffer.from(body, "base64url").toString());
  return { run: String(scp).split(":")[1] ?? "", cacheWritable: JSON.parse(ac)[0].Permission > 1 };
}
