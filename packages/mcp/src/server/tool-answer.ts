import type { CallToolResult } from "@modelcontextprotocol/server";
import { adviceFor, type HostAdvice } from "../tools/advice.ts";
import { asObject } from "../tools/arguments.ts";
import { type FailureData, failureText } from "../tools/failure-text.ts";

/** What a tool answers. */
export type ToolAnswer = CallToolResult;

/** An answer of text, with the same as data. */
export function textAnswer(text: string, data: object): ToolAnswer {
  return { content: [{ type: "text", text }], structuredContent: { ...data } };
}

/** A failure a model can read: an answer, not an error of the protocol, which no model sees. */
export function failureAnswer(failure: FailureData, advice?: HostAdvice): ToolAnswer {
  return {
    isError: true,
    content: [{ type: "text", text: failureText(failure, advice) }],
    structuredContent: { error: { ...failure, next: adviceFor(failure, advice) } },
  };
}

/** The same answer with more to say. Hosts that show a model the data show it no text: it stands in both. */
export function withNotes(answer: ToolAnswer, notes: readonly string[]): ToolAnswer {
  if (notes.length === 0) return answer;
  const data = asObject(answer.structuredContent);
  const before = Array.isArray(data.notes) ? data.notes : [];
  return {
    ...answer,
    content: [...answer.content, { type: "text", text: notes.join("\n") }],
    structuredContent: { ...data, notes: [...before, ...notes] },
  };
}
