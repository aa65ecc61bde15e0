import { type Issue, readHeader } from "@seedkit/core";
import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { findInside, issueAt } from "./inside-workspace.ts";

/** The references of a call, in order. */
export type CallReferences = {
  readonly addresses: readonly string[];
  /** Files as URIs, and where each of them stands among all. */
  readonly files: readonly string[];
  readonly places: readonly number[];
  /** What the price and the size are made of: addresses, and the bytes of files. */
  readonly quoted: readonly (string | Uint8Array)[];
  readonly issues: readonly Issue[];
};

/** Reads the references that a model names. Files have to lie inside the workspace: they are uploaded. */
export async function readCallReferences(
  services: Services,
  given: readonly string[],
  field: string,
): Promise<CallReferences> {
  const read = await Promise.all(given.map((each, at) => readOne(services, each, `${field}[${at}]`)));
  const files = read.flatMap((one, at) => ("uri" in one ? [{ uri: one.uri, at }] : []));
  return {
    addresses: read.flatMap((one) => ("address" in one ? one.address : [])),
    files: files.map(({ uri }) => uri),
    places: files.map(({ at }) => at),
    quoted: read.flatMap((one) => ("address" in one ? one.address : "bytes" in one ? one.bytes : [])),
    issues: read.flatMap((one) => ("issue" in one ? one.issue : [])),
  };
}

type One =
  | { readonly address: string }
  | { readonly uri: string; readonly bytes: Uint8Array }
  | { readonly issue: Issue };

async function readOne(services: Services, given: string, path: string): Promise<One> {
  if (/^https?:\/\//i.test(given)) return { address: given };
  const uri = await findInside(services, given);
  if (!uri)
    return {
      issue: issueAt(path, `${given} lies outside of the workspace`, "a path inside, or an http(s) address"),
    };
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    if (!readHeader(bytes)) return { issue: issueAt(path, `${given} is no image`) };
    return { uri: uri.toString(), bytes };
  } catch {
    return { issue: issueAt(path, `${given} is not there, or cannot be read`) };
  }
}
