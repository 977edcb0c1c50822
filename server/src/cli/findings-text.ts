import type { SourceFile } from "../document/document.ts";
import type { Finding, Severity } from "../document/finding.ts";
import { positionAt } from "../feature/to-lsp.ts";
import { counted } from "../plan/report-facts.ts";
import type { Summary } from "./findings-json.ts";
import type { Format, Style } from "./style.ts";

/** Findings for people: a line each, as compilers print them, and a closing count. */
export function findingsText(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, SourceFile>,
  summary: Summary,
  style: Style,
): string {
  const lines = findings.map((finding) => line(finding, sources, style));
  return [...lines, ...(lines.length > 0 ? [""] : []), closing(findings, summary)].map((text) => `${text}\n`).join("");
}

function line(
  { file, span, severity, message, code, fix }: Finding,
  sources: ReadonlyMap<string, SourceFile>,
  style: Style,
): string {
  const source = sources.get(file);
  const position = source && positionAt(source, span.start);
  const place = position === undefined ? file : `${file}:${position.line + 1}:${position.character + 1}`;
  const hint = fix === undefined ? "" : style("dim", ` → ${fix.title}`);
  return `${style("bold", place)} ${style(colors[severity], severity)} ${message} ${style("dim", `[${code}]`)}${hint}`;
}

function closing(findings: readonly Finding[], { files, documents, errors, warnings, suppressed }: Summary): string {
  const others = findings.length - errors - warnings;
  const read = `${counted(files, "file")}, ${counted(documents, "document")}`;
  const held = suppressed === 0 ? "" : `, ${suppressed} suppressed`;
  if (findings.length === 0) return `${read}: nothing found${held}.`;
  return `${read}: ${counted(errors, "error")}, ${counted(warnings, "warning")}, ${counted(others, "suggestion")}${held}.`;
}

const colors: Readonly<Record<Severity, Format>> = {
  error: "red",
  warning: "yellow",
  information: "blue",
  hint: "dim",
};
