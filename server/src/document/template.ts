import type { Finding } from "./finding.ts";

/** What only a template of Helm says in braces: its objects, its control words, its usual functions. */
const helmAction =
  /\{\{-?\s*(?:\/\*|\(*\$?\.(?:Values|Release|Chart|Capabilities|Files)\b|(?:if|else|end|range|with|include|template|define|block|tpl|toYaml)\b)/;

/** Whether a file is one of a chart's templates, by its path. */
export function isTemplatePath(file: string): boolean {
  return /(^|\/)templates\//.test(file);
}

/** Whether a text has actions of a Helm template in it; a manifest may well hold such in its strings. */
export function hasHelmActions(text: string): boolean {
  return text.includes("{{") && helmAction.test(text);
}

/**
 * Whether a document is a template and not a manifest: it has Helm's actions and is no YAML, or `{{ anything }}` outside
 * of quotes, which YAML reads as a map that is the key of a map. `findings` are those of reading its values.
 */
export function isTemplate(text: string, isValid: boolean, findings: readonly Finding[]): boolean {
  if (isValid || !text.includes("{{")) return false;
  return hasHelmActions(text) || (hasBraces(text) && findings.some(({ code }) => code === "yaml/complex-key"));
}

function hasBraces(text: string): boolean {
  return /\{\{[^\n]*\}\}/.test(text);
}

/**
 * The text without the statements of a template of Jinja (`{% for … %}`), where one begins a line, which YAML does not:
 * they are blanked, and what they write again and again stands once.
 */
export function withoutStatements(text: string): string {
  if (!/^\{%/m.test(text)) return text;
  return text.replace(/\{%[\s\S]*?%\}/g, (statement) => statement.replace(/[^\r\n]/g, " "));
}

/** Comments of templates may hold `---` lines, which are no document's end: such comments are blanked. */
export function withoutTemplateComments(text: string): string {
  if (!text.includes("{{")) return text;
  return text.replace(/\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g, (comment) =>
    comment.includes("\n---") ? comment.replace(/[^\r\n]/g, " ") : comment,
  );
}
