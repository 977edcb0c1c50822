import type { SourceFile } from "../document/document.ts";
import type { Finding, Severity } from "../document/finding.ts";
import { rangeIn } from "./findings-json.ts";

/** Findings as GitHub's workflow commands, a line each, which it shows beside the changed lines. */
export function findingsGithub(findings: readonly Finding[], sources: ReadonlyMap<string, SourceFile>): string {
  const place = rangeIn(sources);
  return findings
    .map(({ file, span, severity, code, message, fix }) => {
      const { start, end } = place(file, span);
      const isOneLine = start.line === end.line;
      // A column is of use to GitHub only within one line, and a column past the last must be more than the first.
      const columns = isOneLine
        ? { col: start.character + 1, endColumn: Math.max(end.character, start.character + 1) }
        : {};
      const properties = { file, line: start.line + 1, endLine: end.line + 1, ...columns, title: code };
      const list = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
      const text = fix === undefined ? message : `${message} → ${fix.title}`;
      return `::${commands[severity]} ${list.join(",")}::${data(text)}\n`;
    })
    .join("");
}

const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** A command is one line, and `%` begins what stands for another character. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
