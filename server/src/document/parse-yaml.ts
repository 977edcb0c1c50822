import { parseDocument, type YAMLError, YAMLParseError } from "yaml";
import { isAliasBomb } from "./alias-limit.ts";
import type { Finding } from "./finding.ts";
import { halfTypedLine } from "./half-typed.ts";
import type { ParsedDocument } from "./manifest.ts";
import { readPlainYaml } from "./plain-yaml.ts";
import { readYamlValue } from "./read-yaml-value.ts";
import type { Span } from "./span.ts";
import { syntaxFindings } from "./syntax-findings.ts";
import { isTemplate, isTemplatePath } from "./template.ts";
import { withoutActions } from "./template-blank.ts";
import { lineStart } from "./text-lines.ts";
import { knownPart } from "./unknown-values.ts";

/** One document with what is wrong in it. */
export interface Parsed {
  readonly document: ParsedDocument;
  readonly findings: readonly Finding[];
}

/** How many half-typed lines of one document are left out; each costs reading it again. */
const maximumRepairs = 8;

/** Reads one document of a stream; `span` is its part of `text`. */
export function parseYaml(file: string, text: string, span: Span): Parsed {
  const part = detached(text.slice(span.start, span.end));
  if (isTemplatePath(file) && part.includes("{{")) return parseTemplate(file, text, span, part);
  const plain = readPlainYaml(text, span);
  if (plain !== undefined && part.includes("*") && isAliasBomb(plain)) return aliasBomb(file, span);
  if (plain !== undefined) return { document: { span, root: plain, broken: false }, findings: [] };
  return parseWhole(file, text, span, part);
}

/** The same by a whole YAML parser. */
export function parseWhole(file: string, text: string, span: Span, part: string): Parsed {
  const { errors, contents } = parseRepaired(part);
  if (errors.some(({ code }) => code === "RESOURCE_EXHAUSTION")) return tooDeep(file, span);
  const { root, findings } = readYamlValue(file, text, contents, span.start);
  const isValid = errors.length === 0 && findings.length === 0;
  if (isTemplate(part, isValid, findings)) return parseTemplate(file, text, span, part);
  if (isAliasBomb(root)) return aliasBomb(file, span);
  const syntax = syntaxFindings({ file, text, span, root }, errors);
  const faultyLines = new Set(syntax.map((finding) => lineStart(text, finding.span.start)));
  const others = findings.filter((finding) => !faultyLines.has(lineStart(text, finding.span.start)));
  return { document: { span, root, broken: syntax.length > 0 }, findings: [...syntax, ...others] };
}

/**
 * What a template says whatever it is rendered with. Nothing is wrong with it: its errors are those of its rendering.
 * Where all branches of its conditions do not fit into one document, the first ones are read.
 */
function parseTemplate(file: string, text: string, span: Span, part: string): Parsed {
  for (const branches of ["all", "first"] as const) {
    const { errors, contents } = parseSafely(withoutActions(part, branches));
    if (errors.length > 0) continue;
    const { root, findings } = readYamlValue(file, text, contents, span.start);
    if (isAliasBomb(root)) break;
    const known = root && knownPart(root, findings);
    return { document: { span, root: known, broken: true, template: true }, findings: [] };
  }
  return { document: { ...unread(span, []).document, template: true }, findings: [] };
}

/** What the parser made of a document, and all of its errors. */
interface Attempt {
  readonly errors: readonly YAMLError[];
  readonly contents: unknown;
}

/**
 * Half-typed lines are blanked one after the other, so that the rest of the document keeps its meaning; none where
 * that mends nothing, for then the fault is another one.
 */
function parseRepaired(original: string): Attempt {
  const errors: YAMLError[] = [];
  let source = original;
  let attempt = parseSafely(source);
  for (let repairs = 0; repairs < maximumRepairs; repairs++) {
    const line = halfTypedLine(source, attempt.errors);
    if (line === undefined) break;
    source = source.slice(0, line.start) + " ".repeat(line.end - line.start) + source.slice(line.end);
    const mended = parseSafely(source);
    if (mended.errors.length >= attempt.errors.length) break;
    errors.push(line.error);
    attempt = mended;
  }
  return { contents: attempt.contents, errors: [...errors, ...attempt.errors] };
}

/**
 * A copy of a part of a text. A slice would keep the whole text in memory, and so would each value read from it, for as
 * long as the document is taken over into newer versions of its file.
 */
function detached(slice: string): string {
  return ` ${slice}`.slice(1);
}

function parseSafely(source: string): Attempt {
  try {
    return parseDocument(source, {
      version: "1.2",
      merge: false,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent",
      resolveKnownTags: false,
    });
  } catch {
    // The parser recurses, and reports an exhausted stack as an error of its own in most places; here in the others.
    return { errors: [new YAMLParseError([0, 0], "RESOURCE_EXHAUSTION", "")], contents: null };
  }
}

function tooDeep(file: string, span: Span): Parsed {
  const message = "This document is nested too deeply to be read.";
  return unread(span, [{ code: "yaml/too-deep", severity: "error", message, file, span: firstOf(span) }]);
}

function aliasBomb(file: string, span: Span): Parsed {
  const message = "Written out, the aliases of this document would fill it beyond all bounds. It is not read.";
  return unread(span, [{ code: "yaml/alias-limit", severity: "error", message, file, span: firstOf(span) }]);
}

/** A document of which nothing is known. */
function unread(span: Span, findings: readonly Finding[]): Parsed {
  return { document: { span, root: undefined, broken: true }, findings };
}

/** A finding about a whole document is shown at its first character. */
function firstOf({ start, end }: Span): Span {
  return { start, end: Math.min(end, start + 1) };
}
