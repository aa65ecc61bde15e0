import { isAbsolute, relative } from "node:path";
import type { Annotation } from "../workflow-run.ts";
import type { Masker } from "./masker.ts";
import { type Command, knownCommands, parseCommand } from "./parse-command.ts";

// GitHub's limits.
const mostAnnotations = 10;
const longestMessage = 4096;

type Level = Annotation["level"];

/** What one step says: lines, annotations, and what its commands set. */
export type StepLog = {
  /** A line of the step's process: a command is carried out, anything else is shown. */
  read(line: string): void;
  /** A line of the runner itself. */
  show(line: string): void;
  /** A problem the runner itself finds; it becomes an annotation. */
  annotate(level: Level, message: string): void;
  readonly shown: readonly string[];
  readonly raw: readonly string[];
  readonly annotations: readonly Annotation[];
  /** Set by `set-output`, which still works though it is deprecated. */
  readonly outputs: Record<string, string>;
  /** Set by `save-state`. */
  readonly state: Record<string, string>;
  /** A command could not be carried out, which fails the step. */
  readonly broken: boolean;
};

export type StepLogOptions = {
  readonly masker: Masker;
  readonly workspace: string;
  readonly debug: boolean;
  readonly onLine: (line: string) => void;
};

export function createStepLog({ masker, workspace, debug, onLine }: StepLogOptions): StepLog {
  const shown: string[] = [];
  const raw: string[] = [];
  const annotations: Annotation[] = [];
  const outputs: Record<string, string> = {};
  const state: Record<string, string> = {};
  const registered = new Set(knownCommands);
  let stopToken: string | undefined;
  let echo = false;
  let broken = false;

  const show = (line: string) => {
    const masked = masker.mask(line);
    shown.push(masked);
    onLine(masked);
  };
  const annotate = (level: Level, message: string, properties: Command["properties"] = {}) => {
    show(`##[${level}]${message}`);
    if (annotations.filter((annotation) => annotation.level === level).length >= mostAnnotations) return;
    const place = readPlace(properties, workspace);
    const title = properties.title === undefined ? {} : { title: masker.mask(properties.title) };
    annotations.push({ level, message: masker.mask(message).slice(0, longestMessage), ...title, ...place });
  };
  const fail = (message: string) => {
    annotate("error", message);
    broken = true;
  };
  const named = (command: Command, into: Record<string, string>) => {
    const name = command.properties.name;
    if (name === undefined) return fail(`Required field 'name' is missing in ##[${command.name}] command.`);
    annotateDeprecation(command.name);
    into[name] = command.data;
  };
  const annotateDeprecation = (name: string) =>
    annotate(
      "warning",
      `The \`${name}\` command is deprecated and will be disabled soon. Please upgrade to using Environment Files.`,
    );

  const commands: Record<string, (command: Command) => void> = {
    "add-mask": ({ data }) => {
      if (data.trim() === "")
        annotate("warning", "Can't add secret mask for empty string in ##[add-mask] command.");
      else masker.add(data);
    },
    debug: ({ data }) => debug && show(`##[debug]${data}`),
    group: ({ data }) => show(`##[group]${data}`),
    endgroup: () => show("##[endgroup]"),
    error: ({ data, properties }) => annotate("error", data, properties),
    warning: ({ data, properties }) => annotate("warning", data, properties),
    notice: ({ data, properties }) => annotate("notice", data, properties),
    "set-output": (command) => named(command, outputs),
    "save-state": (command) => named(command, state),
    "set-env": ({ name }) => fail(`The \`${name}\` command is disabled.`),
    "add-path": ({ name }) => fail(`The \`${name}\` command is disabled.`),
    echo: ({ data }) => {
      echo = data.trim().toLowerCase() === "on";
    },
    "stop-commands": ({ data }) => {
      if (data === "" || knownCommands.has(data.toLowerCase()))
        return fail(`Invalid stop token '${data}' in ##[stop-commands] command.`);
      stopToken = data.toLowerCase();
      registered.add(stopToken);
    },
  };
  const silent = new Set(["add-mask", "debug", "error", "warning", "notice", "group", "endgroup", "echo"]);

  return {
    read(line) {
      raw.push(line);
      const command = parseCommand(line, registered);
      if (command === undefined) return show(line);
      if (stopToken !== undefined) {
        show(line);
        if (command.name !== stopToken) return;
        registered.delete(stopToken);
        stopToken = undefined;
        return;
      }
      if (command.name === "stop-commands" || (echo && !silent.has(command.name))) show(line);
      commands[command.name]?.(command);
    },
    show,
    annotate,
    shown,
    raw,
    annotations,
    outputs,
    state,
    get broken() {
      return broken;
    },
  };
}

function readPlace(properties: Command["properties"], workspace: string): Partial<Annotation> {
  const { file, line, endline, col, endcolumn } = properties;
  if (file === undefined) return {};
  const whole = (name: string, text: string | undefined) =>
    text !== undefined && /^\d+$/.test(text) ? { [name]: Number(text) } : {};
  return {
    file: isAbsolute(file) ? relative(workspace, file) : file,
    ...whole("line", line),
    ...whole("endLine", endline ?? line),
    ...whole("column", col),
    ...whole("endColumn", endcolumn),
  };
}
