import type { Span } from "./span.ts";
import { type TemplateAction, templateActions } from "./template-actions.ts";

/** Stands for each character of an action that writes a value: a letter of the private use area, which no manifest holds. */
const unknownCharacter = "\uE000";

/** Whether a scalar's text holds the place of an action. */
export function holdsUnknown(text: string): boolean {
  return text.includes(unknownCharacter);
}

/**
 * The text of a template with its actions taken out and every other character in its place. An action within a line of
 * text becomes an unknown value or part of one; lines that hold nothing but actions become blank, for what they write
 * are lines that nobody knows. Of a condition all branches are kept, or the first one alone.
 */
export function withoutActions(text: string, branches: "all" | "first"): string {
  const actions = templateActions(text);
  const hidden = hiddenSpans(actions, text.length, branches);
  let result = "";
  let at = 0;
  for (const span of merged([...hidden, ...actions])) {
    result += text.slice(at, span.start) + replacementOf(text, span, span.hidden);
    at = span.end;
  }
  return result + text.slice(at);
}

interface Cut extends Span {
  /** What stands in a definition, or in a branch that is not taken, goes as a whole. */
  readonly hidden: boolean;
}

/** Hidden spans swallow the actions in them. */
function merged(spans: readonly Span[]): readonly Cut[] {
  const cuts: Cut[] = [];
  const sorted = spans
    .map((span): Cut => ({ start: span.start, end: span.end, hidden: !("type" in span) }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  for (const cut of sorted) if (cut.start >= (cuts.at(-1)?.end ?? 0)) cuts.push(cut);
  return cuts;
}

interface Open {
  readonly type: "open" | "define";
  readonly start: number;
  /** Where the second branch begins. */
  elseAt: number | undefined;
}

/** Bodies of definitions, which are rendered elsewhere, and, where asked for, all branches but the first. */
function hiddenSpans(actions: readonly TemplateAction[], length: number, branches: "all" | "first"): readonly Span[] {
  const hidden: Span[] = [];
  const open: Open[] = [];
  for (const { type, start, end } of actions) {
    if (type === "open" || type === "define") open.push({ type, start, elseAt: undefined });
    else if (type === "else") markElse(open.at(-1), start);
    else if (type === "end") hidden.push(...hiddenIn(open.pop(), end, branches));
  }
  const unclosed = open.find(({ type }) => type === "define");
  if (unclosed !== undefined) hidden.push({ start: unclosed.start, end: length });
  return hidden;
}

function markElse(block: Open | undefined, start: number): void {
  if (block !== undefined) block.elseAt ??= start;
}

function hiddenIn(block: Open | undefined, end: number, branches: "all" | "first"): readonly Span[] {
  if (block?.type === "define") return [{ start: block.start, end }];
  return branches === "first" && block?.elseAt !== undefined ? [{ start: block.elseAt, end }] : [];
}

/** A value's first line is unknown; the lines below it are the action's, not the document's. */
function replacementOf(text: string, { start, end }: Span, isHidden: boolean): string {
  const blank = (part: string): string => part.replace(/[^\r\n]/g, " ");
  const action = text.slice(start, end);
  if (isHidden || isAloneOnLine(text, start, end)) return blank(action);
  const [first = ""] = action.split(/\r?\n/, 1);
  return unknownCharacter.repeat(first.length) + blank(action.slice(first.length));
}

/** Nothing but actions and a comment stands on the lines of the action. */
function isAloneOnLine(text: string, start: number, end: number): boolean {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", end);
  const before = text.slice(lineStart, start);
  const after = text.slice(end, lineEnd < 0 ? text.length : lineEnd);
  return isBlank(before, templateActions(before)) && isBlank(after, templateActions(after));
}

function isBlank(line: string, actions: readonly TemplateAction[]): boolean {
  let rest = "";
  let at = 0;
  for (const { start, end } of actions) {
    rest += line.slice(at, start);
    at = end;
  }
  return /^\s*(?:#.*)?$/.test(rest + line.slice(at));
}
