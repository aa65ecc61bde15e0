/** A text that means itself in Markdown. The editor's own `appendText` lets no line break: a prompt is long. */
export const escaped = (text: string): string =>
  text.replace(/[\\`*_{}[\]()#+\-.!<>~|&]/g, "\\$&").replace(/\s*\n\s*/g, "\n\n");
