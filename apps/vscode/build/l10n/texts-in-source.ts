import ts from "typescript";

/** A text in a source, and its line, from 1. */
export type Found = { readonly text: string; readonly line: number };

export type SourceTexts = {
  /** What is handed to `l10n.t` as it stands there. */
  readonly texts: readonly Found[];
  /** What is computed before it is handed to `l10n.t`: the source of the argument. */
  readonly computed: readonly Found[];
  /** What a person would see and no translation reaches. */
  readonly untranslated: readonly Found[];
};

// Properties of the editor's API that are read by people.
const shownProperties =
  /^(title|label|detail|description|tooltip|placeholder|placeHolder|prompt|openLabel|saveLabel|message)$/;
const messages = /^show(Information|Warning|Error)Message$/;
// No words: names of formats, icons, marks between parts.
const isWordless = (text: string) =>
  !/\p{L}{2}/u.test(text.replace(/\$\([\w~-]+\)|Seedkit|Markdown|MDX/g, ""));

/** Finds the texts of one source. */
export function textsInSource(path: string, source: string): SourceTexts {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const texts: Found[] = [];
  const computed: Found[] = [];
  const untranslated: Found[] = [];
  const found = (node: ts.Node, text: string): Found => ({
    text,
    line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1,
  });
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const [first] = node.arguments;
      if (first && isTranslation(node.expression))
        for (const part of alternatives(first))
          if (ts.isStringLiteralLike(part)) texts.push(found(part, part.text));
          else computed.push(found(part, part.getText(file)));
      if (ts.isPropertyAccessExpression(node.expression) && messages.test(node.expression.name.text))
        for (const part of node.arguments) note(part);
    }
    if (ts.isPropertyAssignment(node) && shownProperties.test(node.name.getText(file)))
      note(node.initializer);
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isPropertyAccessExpression(node.left) &&
      shownProperties.test(node.left.name.text)
    )
      note(node.right);
    ts.forEachChild(node, visit);
  };
  const note = (shown: ts.Expression): void => {
    for (const part of alternatives(shown)) {
      const text = literalText(part);
      if (text !== undefined && !isWordless(text)) untranslated.push(found(part, text));
    }
  };
  visit(file);
  return { texts, computed, untranslated };
}

/** `vscode.l10n.t`, `l10n.t`, or `t` taken out of it. */
function isTranslation(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === "t";
  return (
    ts.isPropertyAccessExpression(callee) &&
    callee.name.text === "t" &&
    /(^|\.)l10n$/.test(callee.expression.getText())
  );
}

/** Both sides of a choice. */
function alternatives(node: ts.Expression): readonly ts.Expression[] {
  if (ts.isParenthesizedExpression(node)) return alternatives(node.expression);
  if (ts.isConditionalExpression(node))
    return [...alternatives(node.whenTrue), ...alternatives(node.whenFalse)];
  return [node];
}

/** A literal's text, without what is put into it. */
function literalText(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(" ");
}
