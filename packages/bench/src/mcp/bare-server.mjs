// The least a server of the official SDK can be: one tool without arguments.
import { McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";

serveStdio(() => {
  const server = new McpServer({ name: "bare", version: "1.0.0" });
  server.registerTool("nothing", { description: "Does nothing" }, async () => ({ content: [] }));
  return server;
});
