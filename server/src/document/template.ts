import type { Finding } from "./finding.ts";
import type { Span } from "./span.ts";

/** What only a template of Helm says in braces: its objects, its control words, its usual functions. */
const helmAction =
  /\{\{-?\s*(?:\/\*|\$?\.(?:Values|Release|Chart|Capabilities|Files)\b|(?:if|else|end|range|with|include|template|define|block|tpl|toYaml)\b).*?(?:\}\}|$)/m;

/**
 * The hint that a document is a template and not a manifest. To be asked only where the text is not valid as YAML:
 * a manifest may well hold templates in its strings.
 */
export function templateFinding(file: string, text: string, document: Span): Finding | undefined {
  const match = helmAction.exec(text.slice(document.start, document.end));
  if (match === null) return undefined;
  const start = document.start + match.index;
  return {
    code: "yaml/template",
    severity: "hint",
    message: "This is a template. It is not read here; check what it renders to instead.",
    file,
    span: { start, end: start + match[0].trimEnd().length },
  };
}
