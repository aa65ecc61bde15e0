import type { CallToolResult } from "@modelcontextprotocol/server";
import type { HostAdvice } from "../tools/advice.ts";
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
    structuredContent: { error: failure },
  };
}
