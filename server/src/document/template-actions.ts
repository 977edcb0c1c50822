import type { Span } from "./span.ts";

/** One action of a Go template: all between `{{` and `}}`, both included. */
export interface TemplateAction extends Span {
  /** `value` writes something; `control` and comments write nothing; `define` and `end` are control that others pair with. */
  readonly type: "value" | "control" | "open" | "define" | "else" | "end";
}

/** The actions of a text, in its order. One that is never closed ends with its line: it is being typed. */
export function templateActions(text: string): readonly TemplateAction[] {
  const actions: TemplateAction[] = [];
  for (let start = text.indexOf("{{"); start >= 0; ) {
    const end = actionEnd(text, start);
    actions.push({ start, end, type: typeOf(text.slice(start, end)) });
    start = text.indexOf("{{", end);
  }
  return actions;
}

const closing: Readonly<Record<string, RegExp>> = {
  '"': /(?:[^"\\\n]|\\.)*"/y,
  "`": /[^`]*`/y,
  "'": /(?:[^'\\\n]|\\.)*'/y,
};

/** Strings inside an action may hold `}}`; comments end with their own mark. */
function actionEnd(text: string, start: number): number {
  const comment = /\{\{-?\s*\/\*/y;
  comment.lastIndex = start;
  const end = comment.test(text) ? commentEnd(text, comment.lastIndex) : closingBraces(text, start + 2);
  return end ?? lineEndAt(text, start);
}

function commentEnd(text: string, from: number): number | undefined {
  const end = text.indexOf("*/", from);
  const close = end < 0 ? -1 : text.indexOf("}}", end);
  return close < 0 ? undefined : close + 2;
}

/** Undefined where the next action or document begins before: this one was never closed. */
function closingBraces(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text.startsWith("}}", at)) return at + 2;
    if (text.startsWith("{{", at) || text.startsWith("\n---", at)) return undefined;
    const string = closing[text[at] ?? ""];
    if (string === undefined) continue;
    string.lastIndex = at + 1;
    if (string.test(text)) at = string.lastIndex - 1;
  }
  return undefined;
}

function lineEndAt(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function typeOf(action: string): TemplateAction["type"] {
  const content = action.slice(2).replace(/^-?\s*/, "");
  if (content.startsWith("/*")) return "control";
  const word = /^[a-z]+\b/.exec(content)?.[0] ?? "";
  if (word === "define") return "define";
  if (["if", "range", "with", "block"].includes(word)) return "open";
  if (word === "end" || word === "else") return word;
  const isSilent = word === "break" || word === "continue" || /^\$\w*(?:\s*,\s*\$\w+)?\s*:?=/.test(content);
  return isSilent ? "control" : "value";
}
