import type { ManifestDocument, SourceFile } from "../../document/document.ts";
import type { TextEdit } from "../../document/finding.ts";
import { entryAt, nodeAt, scalarAt } from "../../document/locate.ts";
import { keyText, scalarText } from "../../document/scalar-text.ts";
import type { Path } from "../../document/span.ts";
import { type NamedPath, namedPath } from "./named-path.ts";

/** What one object is to be changed to. */
export interface ObjectPatch {
  /** The object as it is built. */
  readonly document: ManifestDocument;
  /** By which patches know it: before any prefix. */
  readonly name: string;
  /** The same of its namespace. */
  readonly namespace: string;
  readonly changes: readonly { readonly path: Path; readonly scalar: string }[];
}

/** The edit that adds patches to a kustomization, behind those that it has; undefined where these are not a block of YAML. */
export function appendedPatches(
  { file, text }: SourceFile,
  { root }: ManifestDocument,
  patches: readonly ObjectPatch[],
): TextEdit | undefined {
  if (root?.type !== "map" || root.flow) return undefined;
  const present = entryAt(root, ["patches"])?.value;
  const list = nodeAt(present, []);
  const isEmpty = list === undefined || (list.type === "sequence" && list.items.length === 0);
  if (list !== undefined && (isEmpty || list.type !== "sequence" || list.flow)) return undefined;
  const indent = list === undefined ? "  " : indentAt(text, list.span.start);
  const entries = patches.flatMap((patch) => entriesOf(patch).map((entry) => indented(entry, indent)));
  const at = lineEnd(text, (list ?? root).span.end);
  const isLineOpen = at > 0 && text[at - 1] !== "\n";
  const head = list === undefined ? "patches:\n" : "";
  return { file, span: { start: at, end: at }, newText: `${isLineOpen ? "\n" : ""}${head}${entries.join("")}` };
}

function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return " ".repeat(offset - start);
}

/** The place behind the line that an offset is in, or behind the one before it where that is at a line's begin. */
function lineEnd(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === "\n") return offset;
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end + 1;
}

function indented(lines: readonly string[], indent: string): string {
  return lines.map((line) => `${indent}${line}\n`).join("");
}

/** One patch by merging, and one of JSON operations for what stands in lists whose items have no names. */
function entriesOf(patch: ObjectPatch): readonly (readonly string[])[] {
  const { document, name, changes } = patch;
  const merged = changes.flatMap(({ path, scalar }) => {
    const named = namedPath(document, path);
    return named === undefined ? [] : [{ path: named, scalar }];
  });
  const others = changes.filter(({ path }) => namedPath(document, path) === undefined);
  return [
    ...(merged.length === 0 ? [] : [mergeEntry(patch, merged)]),
    ...(others.length === 0 ? [] : [operationsEntry(document, name, others)]),
  ];
}

function mergeEntry(
  { document, name, namespace }: ObjectPatch,
  changes: readonly { readonly path: NamedPath; readonly scalar: string }[],
): readonly string[] {
  const tree: Tree = new Map();
  for (const { path, scalar } of changes) put(tree, path, scalar);
  const head = [
    `apiVersion: ${document.apiVersion}`,
    `kind: ${document.kind}`,
    "metadata:",
    `  name: ${valueText(name)}`,
    // Without a namespace a patch is for an object in this one.
    ...(namespace === "default" ? [] : [`  namespace: ${valueText(namespace)}`]),
  ];
  return ["- patch: |-", ...[...head, ...linesOf(tree, "")].map((line) => `    ${line}`)];
}

type Tree = Map<string, { readonly step: NamedPath[number]; readonly below: Tree | string }>;

function put(tree: Tree, [step, ...rest]: NamedPath, scalar: string): void {
  if (step === undefined) return;
  const key = JSON.stringify(step);
  const before = tree.get(key)?.below;
  const below = rest.length === 0 ? scalar : before instanceof Map ? before : new Map();
  tree.set(key, { step, below });
  if (below instanceof Map) put(below, rest, scalar);
}

function linesOf(tree: Tree, indent: string): readonly string[] {
  return [...tree.values()].flatMap(({ step, below }) => {
    if (typeof step !== "string") {
      const inner = below instanceof Map ? linesOf(below, `${indent}  `) : [];
      return [`${indent}- ${step.key}: ${valueText(step.value)}`, ...inner];
    }
    const key = keyText(step, false);
    if (!(below instanceof Map)) return [`${indent}${key}: ${valueText(below)}`];
    const isList = [...below.values()].some((each) => typeof each.step !== "string");
    return [`${indent}${key}:`, ...linesOf(below, isList ? indent : `${indent}  `)];
  });
}

function operationsEntry(document: ManifestDocument, name: string, changes: ObjectPatch["changes"]): readonly string[] {
  const operations = changes.flatMap(({ path, scalar }) => {
    const isThere = scalarAt(document.root, path) !== undefined;
    const pointer = path.map((step) => String(step).replaceAll("~", "~0").replaceAll("/", "~1")).join("/");
    return [`    - op: ${isThere ? "replace" : "add"}`, `      path: /${pointer}`, `      value: ${valueText(scalar)}`];
  });
  return ["- target:", `    kind: ${document.kind}`, `    name: ${valueText(name)}`, "  patch: |-", ...operations];
}

function valueText(scalar: string): string {
  return scalarText(scalar, "plain", false);
}
