import type { Labels } from "./prometheus-labels.ts";

/** A metric's name and labels as text writes them, `name{a="x",b="y"}`, and where they end. */
export interface LabeledName {
  readonly labels: Labels;
  /** Of the character after them. */
  readonly end: number;
}

/** Reads the name and labels that a text begins with; undefined where it begins with neither. */
export function readLabeledName(text: string): LabeledName | undefined {
  const name = /^[a-zA-Z_:][\w:.]*/.exec(text)?.[0] ?? "";
  const labels: Record<string, string> = name === "" ? {} : { ["__name__"]: name };
  if (text.charAt(name.length) !== "{") return name === "" ? undefined : { labels, end: name.length };
  const end = readPairs(text, name.length + 1, labels);
  return end === undefined ? undefined : { labels, end };
}

/** Adds the labels from a place on; returns the place behind their brace, undefined where there is none. */
function readPairs(text: string, start: number, labels: Record<string, string>): number | undefined {
  for (let at = start; ; ) {
    pair.lastIndex = at;
    const [whole = "", label = "", value] = pair.exec(text) ?? [];
    const key = label.replace(/^"|"$/g, "");
    // OpenMetrics may write the metric's name as a quoted word among the labels.
    if (value !== undefined) labels[key] = unescaped(value);
    else if (key !== "") labels["__name__"] = unescaped(key);
    const end = at + whole.length;
    if (text.charAt(end) === "}") return end + 1;
    if (whole === "" || text.charAt(end) !== ",") return undefined;
    at = end + 1;
  }
}

const pair = /\s*(?:([a-zA-Z_][\w.]*|"[^"]*")\s*(?:=~?\s*"((?:[^"\\]|\\.)*)"\s*)?)?/y;

function unescaped(value: string): string {
  return value.includes("\\") ? value.replace(/\\(.)/g, (_, mark: string) => (mark === "n" ? "\n" : mark)) : value;
}
