import { withoutConflicts } from "./conflict-markers.ts";
import type { SourceFile } from "./document.ts";
import type { Finding } from "./finding.ts";
import { toManifests } from "./manifest.ts";
import { parseJson } from "./parse-json.ts";
import { type Part, parseStream, withTemplates } from "./parse-stream.ts";
import { withoutStatements, withoutTemplateComments } from "./template.ts";

/**
 * Reads a file of YAML documents, or of JSON where its name ends in `.json`. Never throws; each document stands for
 * itself. With the file as it was before a change, only the documents in the change are read, and those above it
 * are the same objects as before; the result is the same as without.
 */
export function parseFile(file: string, text: string, before?: SourceFile): SourceFile {
  const binary = text.indexOf("\0");
  if (binary >= 0) return { file, text, documents: [], findings: [binaryFinding(file, binary)] };
  const { text: uncommented, findings: conflicts } = withoutConflicts(file, text);
  const clean = withoutStatements(withoutTemplateComments(uncommented));
  const parts = isJson(file)
    ? [{ text: clean, parsed: parseJson(file, clean) }]
    : parseStream(file, clean, before?.file === file ? partsOf.get(before) : []);
  const parsed = withTemplates(parts);
  const isBroken = conflicts.length > 0;
  const read = parsed.map(({ document }) => (isBroken ? { ...document, broken: true } : document));
  const documents = toManifests(file, read);
  const findings = [...undecoded(file, text), ...(isBroken ? conflicts : parsed.flatMap((each) => each.findings))];
  const source = { file, text, documents, findings };
  partsOf.set(source, parts);
  return source;
}

/** Whether a file is read as JSON, by its name. */
export function isJson(file: string): boolean {
  return /\.json$/i.test(file);
}

/** What the documents of files that are still in use were read from; it goes with them. */
const partsOf: WeakMap<SourceFile, readonly Part[]> = new WeakMap();

function binaryFinding(file: string, at: number): Finding {
  return {
    code: "yaml/binary",
    severity: "error",
    message: "This file is not text: it holds a NUL byte. If it is a manifest, save it as UTF-8.",
    file,
    span: { start: at, end: at + 1 },
  };
}

/** The replacement character stands where the bytes of a file are no UTF-8, which Kubernetes' reader refuses. */
function undecoded(file: string, text: string): readonly Finding[] {
  const start = text.indexOf("\uFFFD");
  if (start < 0) return [];
  const message =
    "A character was lost here: the file is not UTF-8, or once was not. Write it anew and save the file as UTF-8.";
  return [{ code: "yaml/encoding", severity: "warning", message, file, span: { start, end: start + 1 } }];
}
