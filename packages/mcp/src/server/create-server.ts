import {
  fromJsonSchema,
  type JsonSchemaType,
  type jsonSchemaValidator,
  McpServer,
  type ServerContext,
} from "@modelcontextprotocol/server";
import type { Session } from "../session/session.ts";
import { toolDescriptors } from "../tools/descriptors.ts";
import type { ToolName } from "../tools/names.ts";
import { callTool } from "./call-tool.ts";
import type { ToolAnswer } from "./tool-answer.ts";

/** A tool's call as its work sees it. */
export type ToolCall = {
  readonly tool: ToolName;
  readonly given: unknown;
  /** Aborts when the client cancels, or goes away. */
  readonly signal: AbortSignal;
  /** Tells how far it is; undefined where nobody asked. */
  readonly progress: ((update: ProgressUpdate) => void) | undefined;
};

export type ProgressUpdate = {
  /** Seconds, more each time. */
  readonly progress: number;
  /** The model's usual time in seconds, until it is over. */
  readonly total?: number;
  readonly message: string;
};

const instructions = `Makes images with the Seedream models. Images cost money and are saved as files in the user's folder.
Use seedkit_plan first where size or price matter. Show the user the file's path and price. When a call says it was or may have been charged, do not repeat it in other words: the same arguments fetch what was paid for.`;

/** Makes a server that offers the tools of a session. Connect it to any transport of the SDK. */
export function createServer(session: Session): McpServer {
  const server = new McpServer(
    { name: "seedkit", title: "Seedkit", version: session.version },
    { instructions },
  );
  for (const { name, title, description, annotations, inputSchema, outputSchema } of toolDescriptors()) {
    const config = {
      title,
      description,
      annotations,
      inputSchema: described(inputSchema),
      ...(outputSchema ? { outputSchema: described(outputSchema) } : {}),
    };
    server.registerTool(name, config, (given: unknown, context: ServerContext) =>
      tracked(session, callTool(session, toCall(name, given, context))),
    );
  }
  return server;
}

/**
 * A schema that is shown to the client and takes anything: the models check their input themselves, every problem
 * at once and with the nearest value, where the SDK would stop at its own words.
 */
function described(schema: object) {
  const takesAnything: jsonSchemaValidator = {
    getValidator:
      <T>() =>
      (data: unknown) => ({ valid: true, data: data as NonNullable<T>, errorMessage: undefined }),
  };
  return fromJsonSchema<unknown>(schema as JsonSchemaType, takesAnything);
}

function toCall(tool: ToolName, given: unknown, { mcpReq }: ServerContext): ToolCall {
  const progressToken = mcpReq._meta?.progressToken;
  return {
    tool,
    given,
    signal: mcpReq.signal,
    progress:
      progressToken === undefined
        ? undefined
        : (update) => {
            const params = { progressToken, ...update };
            // A client that is gone hears no progress; the call itself notices by its signal.
            mcpReq.notify({ method: "notifications/progress", params }).catch(() => {});
          },
  };
}

/** Lets the process wait for what is being saved when the client goes away. */
async function tracked(session: Session, work: Promise<ToolAnswer>): Promise<ToolAnswer> {
  session.active.add(work);
  try {
    return await work;
  } finally {
    session.active.delete(work);
  }
}
