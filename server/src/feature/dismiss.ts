import { configurationFileName, isConfigurationFile } from "../configuration/read-configuration.ts";
import type { ManifestDocument, SourceFile } from "../document/document.ts";
import { setValues } from "../document/edit.ts";
import type { Finding, TextEdit } from "../document/finding.ts";
import { documentAt, stringAt } from "../document/locate.ts";
import type { Path } from "../document/span.ts";
import { lineBreak, lineEnd, lineStart } from "../document/text-lines.ts";
import type { Snapshot } from "../workspace/snapshot.ts";

/** A way to be rid of a finding without changing what it is about. */
export interface Dismissal {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** A file that does not exist yet and that the edits fill. */
  readonly creates?: string;
}

/** Ways to dismiss a finding, narrow to wide: at this place, for this object, everywhere. None for what cannot be read, nor in JSON, which has no comments. */
export function dismissals(
  snapshot: Snapshot,
  source: SourceFile,
  finding: Finding,
  folders: readonly string[],
): readonly Dismissal[] {
  const { code } = finding;
  if (/^(?:yaml|suppression|configuration)\//.test(code) || /\.json$/i.test(source.file)) return [];
  const document = documentAt(source, finding.span.start);
  const everywhere = turnOff(snapshot, source.file, code, folders);
  return [
    { title: `Dismiss ${code} here`, edits: [commentAbove(source, finding)] },
    ...(document === undefined ? [] : annotate(source, document, code)),
    ...(everywhere === undefined ? [] : [everywhere]),
  ];
}

/** A comment of its own above the line, or the code added to the one that is there. */
function commentAbove({ file, text }: SourceFile, { code, span }: Finding): TextEdit {
  const start = lineStart(text, span.start);
  const above = start === 0 ? "" : text.slice(lineStart(text, start - 1), start - 1);
  const present = /^[ \t]*#[ \t]*resource-planner-disable-next-line[ \t]+[^:\r]*[^:\s]/.exec(above)?.[0];
  if (present !== undefined) {
    const at = lineStart(text, start - 1) + present.length;
    return { file, span: { start: at, end: at }, newText: `, ${code}` };
  }
  const indent = /^[ \t]*/.exec(text.slice(start, lineEnd(text, start)))?.[0] ?? "";
  const comment = `${indent}# resource-planner-disable-next-line ${code}: dismissed${lineBreak(text)}`;
  return { file, span: { start, end: start }, newText: comment };
}

function annotate(source: SourceFile, document: ManifestDocument, code: string): readonly Dismissal[] {
  const before = stringAt(document.root, annotation);
  const scalar = before === undefined || before.trim() === "" ? code : `${before},${code}`;
  const edits = document.name === "" ? [] : setValues(source, document, [{ path: annotation, scalar }]);
  return edits.length === 0 ? [] : [{ title: `Dismiss ${code} for ${document.kind}/${document.name}`, edits }];
}

const annotation: Path = ["metadata", "annotations", "resource-planner.dev/ignore"];

/** In the nearest configuration above the file; where there is none, in a new one in the workspace's folder. */
function turnOff({ files }: Snapshot, file: string, code: string, folders: readonly string[]): Dismissal | undefined {
  const title = `Turn ${code} off in ${configurationFileName}`;
  const above = [...files.values()]
    .filter(
      (each) => isConfigurationFile(each.file) && file.startsWith(each.file.slice(0, -configurationFileName.length)),
    )
    .toSorted((a, b) => b.file.length - a.file.length);
  const [source] = above;
  if (source !== undefined) {
    const edits = turnOffIn(source, code);
    return edits.length === 0 ? undefined : { title, edits };
  }
  const folder = folders.find((each) => file.startsWith(`${each}/`));
  if (folder === undefined) return undefined;
  const created = `${folder}/${configurationFileName}`;
  const newText = `rules:\n  ${code}: off\n`;
  return { title, edits: [{ file: created, span: { start: 0, end: 0 }, newText }], creates: created };
}

function turnOffIn(source: SourceFile, code: string): readonly TextEdit[] {
  const [document] = source.documents;
  if (document?.root === undefined) {
    const end = source.text.length;
    const lead = source.text === "" || source.text.endsWith("\n") ? "" : lineBreak(source.text);
    return [{ file: source.file, span: { start: end, end }, newText: `${lead}rules:\n  ${code}: off\n` }];
  }
  return setValues(source, document, [{ path: ["rules", code], scalar: "off" }]);
}
