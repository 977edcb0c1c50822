import { withoutConflicts } from "./conflict-markers.ts";
import type { SourceFile } from "./document.ts";
import type { Finding } from "./finding.ts";
import { toManifests } from "./manifest.ts";
import { parseJson } from "./parse-json.ts";
import { type Parsed, parseYaml, unread } from "./parse-yaml.ts";
import { splitStream } from "./split.ts";
import { templateFinding } from "./template.ts";

/** Reads a file of YAML documents, or of JSON where its name ends in `.json`. Never throws; each document stands for itself. */
export function parseFile(file: string, text: string): SourceFile {
  const binary = text.indexOf("\0");
  if (binary >= 0) return { file, text, documents: [], findings: [binaryFinding(file, binary)] };
  const conflicts = withoutConflicts(file, text);
  const parsed = isJson(file) ? [parseJson(file, conflicts.text)] : parseStream(file, conflicts.text);
  const broken = conflicts.findings.length > 0;
  const documents = toManifests(
    file,
    parsed.map(({ document }) => ({ ...document, broken: document.broken || broken })),
  );
  const findings = broken ? conflicts.findings : parsed.flatMap((document) => document.findings);
  return { file, text, documents, findings };
}

/** Whether a file is read as JSON, by its name. */
export function isJson(file: string): boolean {
  return /\.json$/i.test(file);
}

function parseStream(file: string, text: string): readonly Parsed[] {
  const parsed = splitStream(text).map((span) => parseYaml(file, text, span));
  const template = parsed.flatMap(({ findings }) => findings).find(({ code }) => code === "yaml/template");
  return template === undefined ? parsed : withoutTemplates(file, text, parsed, template);
}

/** Where one document is a template, so are those beside it that look like one, whether they are valid or not. One hint is enough for all. */
function withoutTemplates(file: string, text: string, parsed: readonly Parsed[], hint: Finding): readonly Parsed[] {
  return parsed.map((each) => {
    const { span } = each.document;
    if (each.findings.includes(hint)) return each;
    const isTemplate =
      templateFinding(file, text, span) !== undefined || each.findings.some(({ code }) => code === hint.code);
    return isTemplate ? unread(span, []) : each;
  });
}

function binaryFinding(file: string, at: number): Finding {
  return {
    code: "yaml/binary",
    severity: "error",
    message: "This file is not text: it holds a NUL byte. If it is a manifest, save it as UTF-8.",
    file,
    span: { start: at, end: at + 1 },
  };
}
