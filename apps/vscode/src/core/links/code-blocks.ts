const fence = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?!.*`)|~{3,})/;
const listItem = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
const indented = /^(?: {4}| {0,3}\t)/;

/**
 * Markdown with its blocks of code made blank; all else stays where it is. `indentation`: whether indented text is
 * code, which it is not in MDX.
 */
export function withoutCodeBlocks(text: string, indentation: boolean): string {
  let open: { readonly mark: string; readonly length: number } | undefined;
  let inList = false;
  let code = false;
  let blankBefore = true;
  const lines = text.split("\n").map((line) => {
    if (open) {
      if (isClosing(line, open)) open = undefined;
      return blank(line);
    }
    const mark = fence.exec(line)?.[1];
    if (mark) {
      open = { mark: mark[0] ?? "", length: mark.length };
      return blank(line);
    }
    if (line.trim() === "") {
      blankBefore = true;
      return line;
    }
    const isIndented = indented.test(line);
    if (listItem.test(line) && !code) inList = true;
    else if (!isIndented && blankBefore) inList = false;
    // Indented text goes on with a paragraph or belongs to an item of a list, or else it is code.
    code = indentation && isIndented && !inList && (code || blankBefore);
    blankBefore = false;
    return code ? blank(line) : line;
  });
  return lines.join("\n");
}

function isClosing(
  line: string,
  { mark, length }: { readonly mark: string; readonly length: number },
): boolean {
  const text = line.replace(/^[ \t>]+/, "").trimEnd();
  return text.length >= length && text === mark.repeat(text.length);
}

const blank = (line: string) => " ".repeat(line.length);
