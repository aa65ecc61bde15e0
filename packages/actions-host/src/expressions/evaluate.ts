import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { truthy } from "@actions/expressions/result";

/** The named contexts of an expression as plain values. */
export type Contexts = Readonly<Record<string, unknown>>;

/** Functions beside GitHub's own: status checks and hashFiles. They get and return plain values. */
export type Functions = Readonly<Record<string, (...values: string[]) => unknown>>;

/** Where expressions are evaluated. */
export type Scope = { readonly contexts: Contexts; readonly functions: Functions };

/** The value of an expression (without its `${{ }}`). @throws Error naming what is wrong with it */
export function evaluate(source: string, scope: Scope): unknown {
  return JSON.parse(JSON.stringify(evaluateData(source, scope), data.replacer));
}

/** The value as text goes into a template. */
export function evaluateText(source: string, scope: Scope): string {
  return evaluateData(source, scope).coerceString();
}

/** Whether the value counts as true. */
export function evaluateTruth(source: string, scope: Scope): boolean {
  return truthy(evaluateData(source, scope));
}

function evaluateData(source: string, { contexts, functions }: Scope): data.ExpressionData {
  const definitions = Object.entries(functions).map(([name, call]) => ({
    name,
    minArgs: 0,
    maxArgs: 255,
    call: (...values: data.ExpressionData[]) => toData(call(...values.map((value) => value.coerceString()))),
  }));
  const tree = new Parser(new Lexer(source).lex().tokens, Object.keys(contexts), definitions).parse();
  const pairs = Object.entries(contexts).map(([key, value]) => ({ key, value: toData(value) }));
  const byName = new Map(definitions.map((definition) => [definition.name.toLowerCase(), definition]));
  return new Evaluator(tree, new data.Dictionary(...pairs), byName).evaluate();
}

function toData(value: unknown): data.ExpressionData {
  return JSON.parse(JSON.stringify(value ?? null), data.reviver);
}
