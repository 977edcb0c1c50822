import type { ManifestDocument, SourceFile } from "../document/document.ts";
import { setValues } from "../document/edit.ts";
import type { TextEdit } from "../document/finding.ts";
import { nodeAt } from "../document/locate.ts";
import { isJson } from "../document/parse.ts";
import { scalarText } from "../document/scalar-text.ts";
import type { Path } from "../document/span.ts";
import type { Change } from "../rules/rule.ts";
import { type Environment, originOf } from "./environment.ts";
import { pathFrom } from "./kustomization.ts";
import { appendedPatches, type ObjectPatch } from "./kustomize/appended-patches.ts";
import type { Build } from "./kustomize/build.ts";
import { matchingPath, namedPath } from "./kustomize/named-path.ts";
import { isPatchFor, type PatchDocument, patchesIn, plainDocument } from "./kustomize/patches.ts";

/** What is needed to write values of an environment. */
export interface OverlayFiles {
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Whether no other environment is built from a file. */
  readonly isOwn: (file: string) => boolean;
}

/**
 * The edits that change values of built objects in one environment, and in no other: at the text that sets a value,
 * where only this environment is built from it, else in a patch of its kustomization, which is added where there is none
 * for the object. Undefined where one of the changes cannot be made so.
 */
export function overlayEdits(
  environment: Environment,
  overlay: OverlayFiles,
  changes: readonly Change[],
): readonly TextEdit[] | undefined {
  const direct: TextEdit[] = [];
  const patched = new Map<PatchDocument, Change[]>();
  const added = new Map<ManifestDocument, Change[]>();
  for (const change of changes) {
    const edit = inPlace(environment, overlay, change);
    if (edit !== undefined) {
      if (!direct.some((other) => other.file === edit.file && other.span.start === edit.span.start)) direct.push(edit);
      continue;
    }
    const holder = holderOf(environment, overlay, change);
    if (holder === undefined) added.set(change.document, [...(added.get(change.document) ?? []), change]);
    else patched.set(holder.patch, [...(patched.get(holder.patch) ?? []), { ...change, path: holder.path }]);
  }
  const inPatches = [...patched].map(([patch, each]) => editsIn(patch, each));
  const appended = appendedTo(environment, overlay, added);
  if (appended === undefined || inPatches.some((edits) => edits.length === 0)) return undefined;
  return [...direct, ...inPatches.flat(), ...appended];
}

/** The edit of the scalar that a value comes from, where nothing else is built from it and it was not computed. */
function inPlace(environment: Environment, { files, isOwn }: OverlayFiles, change: Change): TextEdit | undefined {
  const node = nodeAt(change.document.root, change.path);
  if (node?.type !== "scalar") return undefined;
  const origin = originOf(environment, node.span);
  const text = origin && isOwn(origin.file) ? files.get(origin.file)?.text : undefined;
  if (origin === undefined || text === undefined) return undefined;
  const { start, end } = origin.span;
  if (end === start || text.slice(start, end) !== environment.source.text.slice(node.span.start, node.span.end))
    return undefined;
  const newText = scalarText(change.scalar, node.style, isJson(origin.file));
  return { file: origin.file, span: origin.span, newText };
}

interface Holder {
  readonly patch: PatchDocument;
  readonly path: Path;
}

/** A text of this environment alone that holds the object, or a patch for it, with all lists on the way to the value. */
function holderOf(environment: Environment, overlay: OverlayFiles, { document, path }: Change): Holder | undefined {
  const named = namedPath(document, path);
  const written = environment.written.get(document);
  const texts = [
    ...patchesFor(environment, overlay, document),
    ...(written === undefined ? [] : ownText(overlay, written)),
  ];
  for (const patch of texts) {
    const own = named && matchingPath(patch.document, named);
    if (own !== undefined) return { patch, path: own };
  }
  return undefined;
}

/** The last patch counts most, and so stands first. */
function patchesFor(
  { builds, written }: Environment,
  { files, isOwn }: OverlayFiles,
  document: ManifestDocument,
): readonly PatchDocument[] {
  const from = written.get(document);
  const known = from === undefined ? [document] : [document, from];
  const identity = {
    apiVersion: document.apiVersion,
    kind: document.kind,
    names: known.map(({ name }) => name),
    namespaces: known.map(({ namespace }) => namespace),
  };
  const patches = builds.flatMap(({ kustomization }) => {
    const source = files.get(kustomization.file);
    if (source === undefined) return [];
    const fileAt = (path: string): SourceFile | undefined => files.get(pathFrom(kustomization, path));
    const reading = { kustomization, source, fileAt };
    return (["patchesStrategicMerge", "patches"] as const).flatMap((field) => patchesIn(reading, field));
  });
  const documents = patches.filter(({ target }) => target === undefined).flatMap((patch) => patch.documents);
  const isFor = ({ value, source, indent }: PatchDocument): boolean =>
    indent !== undefined && isOwn(source.file) && value.type === "map" && isPatchFor(value, identity);
  return documents.filter(isFor).toReversed();
}

function ownText({ files, isOwn }: OverlayFiles, written: ManifestDocument): readonly PatchDocument[] {
  const source = files.get(written.file);
  return source === undefined || !isOwn(written.file) ? [] : plainDocument(source, written);
}

/** The edits of a patch's text, at the places where that stands in its file. */
function editsIn(
  { source, document, written, indent }: PatchDocument,
  changes: readonly Change[],
): readonly TextEdit[] {
  const edits = setValues(source, document, changes);
  return edits.map(({ span, newText }) => ({
    ...written.originOf(span),
    newText: newText.replaceAll("\n", `\n${indent ?? ""}`),
  }));
}

function appendedTo(
  { builds, written }: Environment,
  { files }: OverlayFiles,
  added: ReadonlyMap<ManifestDocument, readonly Change[]>,
): readonly TextEdit[] | undefined {
  const byBuild = new Map<Build, ObjectPatch[]>();
  for (const [document, changes] of added) {
    const from = written.get(document);
    const build = builds.find(({ resources }) => resources.some((resource) => resource.document === from));
    if (from === undefined || build === undefined) return undefined;
    const patch = { document, name: from.name, namespace: from.namespace, changes };
    byBuild.set(build, [...(byBuild.get(build) ?? []), patch]);
  }
  const edits = [...byBuild].map(([{ kustomization }, patches]) => {
    const source = files.get(kustomization.file);
    return source && appendedPatches(source, kustomization, patches);
  });
  return edits.every((edit) => edit !== undefined) ? edits : undefined;
}
