import { type Document, parseDocument, type YAMLError } from "yaml";
import type { Finding } from "./finding.ts";
import type { ParsedDocument } from "./manifest.ts";
import { readYamlValue } from "./read-yaml-value.ts";
import type { Span } from "./span.ts";
import { syntaxFindings } from "./syntax-findings.ts";

/** One document with what is wrong in it. */
export interface Parsed {
  readonly document: ParsedDocument;
  readonly findings: readonly Finding[];
}

/** How often a document is read again with a half-typed line left out. */
const maximumRepairs = 8;

/** Reads one document of a stream; `span` is its part of `text`. */
export function parseYaml(file: string, text: string, span: Span): Parsed {
  let source = text.slice(span.start, span.end);
  const errors: YAMLError[] = [];
  for (let repairs = 0; ; repairs++) {
    const document = parseSafely(source);
    if (document === undefined) return tooDeep(file, span);
    const halfTyped = repairs < maximumRepairs ? halfTypedLine(source, document.errors) : undefined;
    if (halfTyped === undefined) {
      errors.push(...document.errors);
      const { root, findings } = readYamlValue(file, text, document.contents, span.start);
      const syntax = syntaxFindings(file, text, span, errors);
      return { document: { span, root, broken: syntax.length > 0 }, findings: [...syntax, ...findings] };
    }
    errors.push(halfTyped.error);
    source =
      source.slice(0, halfTyped.start) + " ".repeat(halfTyped.end - halfTyped.start) + source.slice(halfTyped.end);
  }
}

function parseSafely(source: string): Document.Parsed | undefined {
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
    // The parser recurses; only nesting far beyond any manifest exhausts the stack.
    return undefined;
  }
}

function tooDeep(file: string, span: Span): Parsed {
  const finding: Finding = {
    code: "yaml/too-deep",
    severity: "error",
    message: "This document is nested too deeply to be read.",
    file,
    span: { start: span.start, end: Math.min(span.end, span.start + 1) },
  };
  return { document: { span, root: undefined, broken: true }, findings: [finding] };
}

/**
 * A key that is being typed (`templ` on a line of its own) swallows the next line's key. Left out, the rest of the
 * document keeps its meaning.
 */
function halfTypedLine(source: string, errors: readonly YAMLError[]): (Span & { error: YAMLError }) | undefined {
  const error = errors.find(
    ({ code, pos }) => code === "MULTILINE_IMPLICIT_KEY" && source.slice(...pos).includes("\n"),
  );
  if (error === undefined) return undefined;
  const start = error.pos[0];
  return { start, end: source.indexOf("\n", start), error };
}
