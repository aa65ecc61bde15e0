import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from "js-yaml";
import type { FieldNode, MappingNode, Node, ScalarNode, SequenceNode } from "./nodes.ts";

/** Told of what the file cannot mean, by offsets. */
export type ReportAt = (start: number, end: number, code: string, message: string) => void;

// Real manifests share a few dozen values; a bomb of aliases stands for billions.
const mostAliased = 1_000_000;

/** Reads one YAML document, of which JSON is a part, into nodes. Undefined where there is none, or no syntax. */
export function parseYaml(source: string, report: ReportAt): Node | undefined {
  let events: readonly Event[];
  try {
    events = parseEvents(source, { maxDepth: 40 });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const at = Math.min(error.mark?.position ?? 0, source.length);
    report(at, at, "syntax", `${error.reason}${tabHint(error.reason)}`);
    return undefined;
  }
  return build(source, events, report);
}

const tabHint = (reason: string) => (reason.startsWith("tab ") ? ": use spaces" : "");

type Open = {
  readonly node: SequenceNode | MappingNode;
  /** The name whose value comes next. */
  key: ScalarNode | undefined;
  readonly anchor: string | undefined;
  /** What `<<` brings in. */
  merged: MappingNode[] | undefined;
};

function build(source: string, events: readonly Event[], report: ReportAt): Node | undefined {
  const anchors = new Map<string, Node>();
  const open: Open[] = [];
  let root: Node | undefined;
  let documents = 0;
  // An empty value has no place of its own: it stands behind what came last.
  let last = 0;
  let aliased = 0;

  const place = (node: Node) => {
    const parent = open.at(-1);
    if (parent === undefined) {
      if (documents > 1)
        report(node.start, node.end, "syntax", "a manifest is one document: this is a second");
      else root = node;
    } else if (parent.node.kind === "sequence") parent.node.items.push(node);
    else if (parent.key === undefined) parent.key = asKey(node, report);
    else {
      addField(parent, parent.node, { key: parent.key, value: node }, report);
      parent.key = undefined;
    }
    if (parent) parent.node.size += node.size;
  };
  const name = (node: Node, anchor: string | undefined) => {
    if (anchor !== undefined) anchors.set(anchor, node);
  };

  for (const event of events) {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        documents++;
        anchors.clear();
        break;
      case EVENT_ID.SCALAR: {
        const node = scalar(source, event, last, report);
        last = node.end;
        name(node, anchorOf(source, event));
        place(node);
        break;
      }
      case EVENT_ID.ALIAS: {
        const anchor = anchorOf(source, event) ?? "";
        const [start, end] = [event.anchorStart - 1, event.anchorEnd];
        last = end;
        const target = anchors.get(anchor);
        if (target === undefined) {
          const inside = open.some((one) => one.anchor === anchor);
          report(start, end, "unknown_alias", aliasMessage(anchor, inside));
        } else aliased += target.size;
        if (aliased > mostAliased) {
          report(start, end, "too_many", `aliases stand for more than ${mostAliased} values`);
          return undefined;
        }
        place(target ?? { kind: "scalar", start, end, size: 1, text: "", plain: true });
        break;
      }
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING: {
        if (event.tagStart >= 0) refuseTag(source, event, report);
        const at = { start: event.start, end: event.start, size: 1 };
        const node: SequenceNode | MappingNode =
          event.type === EVENT_ID.SEQUENCE
            ? { kind: "sequence", ...at, items: [] }
            : { kind: "mapping", ...at, fields: new Map(), repeated: undefined };
        last = event.start;
        open.push({ node, key: undefined, anchor: anchorOf(source, event), merged: undefined });
        break;
      }
      case EVENT_ID.POP: {
        const done = open.pop();
        if (done === undefined) break;
        done.node.end = last;
        if (done.merged) mergeInto(done.node, done.merged);
        name(done.node, done.anchor);
        place(done.node);
      }
    }
  }
  return root;
}

const aliasMessage = (anchor: string, inside: boolean) =>
  inside ? `*${anchor} stands inside itself` : `there is no &${anchor} before this`;

function anchorOf(source: string, event: { anchorStart: number; anchorEnd: number }): string | undefined {
  return event.anchorStart < 0 ? undefined : source.slice(event.anchorStart, event.anchorEnd);
}

type ScalarEvent = Extract<Event, { type: typeof EVENT_ID.SCALAR }>;

function scalar(source: string, event: ScalarEvent, last: number, report: ReportAt): ScalarNode {
  const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  const quote = isQuoted ? 1 : 0;
  const start = event.valueStart < 0 ? last : event.valueStart - quote;
  const end = event.valueStart < 0 ? last : event.valueEnd + quote;
  const isText = event.tagStart >= 0 && source.slice(event.tagStart, event.tagEnd) === "!!str";
  if (event.tagStart >= 0 && !isText) refuseTag(source, event, report);
  const text = event.valueStart < 0 ? "" : getScalarValue(source, event);
  return { kind: "scalar", start, end, size: 1, text, plain: event.style === SCALAR_STYLE.PLAIN && !isText };
}

function refuseTag(source: string, event: { tagStart: number; tagEnd: number }, report: ReportAt): void {
  const tag = source.slice(event.tagStart, event.tagEnd);
  report(event.tagStart, event.tagEnd, "unknown_tag", `the tag ${tag} has no meaning here; leave it out`);
}

function asKey(node: Node, report: ReportAt): ScalarNode {
  if (node.kind === "scalar") return node;
  report(node.start, node.end, "syntax", "a name has to be a text, not a list or a mapping");
  return { kind: "scalar", start: node.start, end: node.end, size: 1, text: "", plain: false };
}

/** Puts a field in its mapping; `<<` waits until the mapping ends, for what stands beside it wins. */
function addField(open: Open, mapping: MappingNode, field: FieldNode, report: ReportAt): void {
  const { key, value } = field;
  if (key.text === "<<" && key.plain) {
    for (const part of value.kind === "sequence" ? value.items : [value]) {
      if (part.kind === "mapping") {
        open.merged ??= [];
        open.merged.push(part);
      } else report(part.start, part.end, "wrong_type", "<< takes a mapping, or a list of mappings");
    }
  } else if (mapping.fields.has(key.text)) {
    mapping.repeated ??= [];
    mapping.repeated.push(field);
  } else mapping.fields.set(key.text, field);
}

function mergeInto(node: Node, merged: readonly MappingNode[]): void {
  if (node.kind !== "mapping") return;
  for (const part of merged) {
    for (const [name, field] of part.fields) if (!node.fields.has(name)) node.fields.set(name, field);
  }
}
