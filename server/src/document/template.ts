import type { Finding } from "./finding.ts";
import type { Span } from "./span.ts";

/** What only a template of Helm says in braces: its objects, its control words, its usual functions. */
const helmAction =
  /\{\{-?\s*(?:\/\*|\$?\.(?:Values|Release|Chart|Capabilities|Files)\b|(?:if|else|end|range|with|include|template|define|block|tpl|toYaml)\b).*?(?:\}\}|$)/m;

/**
 * The hint that a document is a template and not a manifest. To be asked only where there is a sign of it beside this
 * one, such as a syntax error: a manifest may well hold templates in its strings.
 */
export function templateFinding(file: string, text: string, document: Span): Finding | undefined {
  const match = helmAction.exec(text.slice(document.start, document.end));
  if (match === null) return undefined;
  const start = document.start + match.index;
  return templateAt(file, { start, end: start + match[0].trimEnd().length });
}

/** The same for `{{ anything }}` outside of quotes, which YAML reads as a map that is the key of a map. */
export function bracedKeyFinding(file: string, text: string, findings: readonly Finding[]): Finding | undefined {
  const key = findings.find(({ code, span }) => code === "yaml/complex-key" && text.startsWith("{{", span.start - 1));
  if (key === undefined) return undefined;
  const start = key.span.start - 1;
  const length = /^.*?(?:\}\}|$)/m.exec(text.slice(start))?.[0].length ?? 0;
  return templateAt(file, { start, end: start + length });
}

function templateAt(file: string, span: Span): Finding {
  const message = "This is a template. It is not read here; check what it renders to instead.";
  return { code: "yaml/template", severity: "hint", message, file, span };
}
