import type { SourceFile, ValueNode } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { documentAt, isOwn, stringAt } from "../document/locate.ts";
import type { Span } from "../document/span.ts";

/** Where a finding stands, in words that stay the same while lines are added above it. */
export interface FindingPlace {
  /** `Kind/namespace/name`; empty where the finding is about no object. */
  readonly object: string;
  /** `spec.template.spec.containers[web].resources`: items that have a name by it, others by their number. */
  readonly path: string;
}

/** The place of a finding in its file's text. */
export function placeOf(source: SourceFile | undefined, { span }: Finding): FindingPlace {
  const document = source && documentAt(source, span.start);
  if (document?.root === undefined) return { object: "", path: "" };
  const { kind, namespace, name } = document;
  return { object: kind === "" ? "" : `${kind}/${namespace}/${name}`, path: pathTo(document.root, span.start) };
}

function pathTo(root: ValueNode, offset: number): string {
  let path = "";
  let node: ValueNode | undefined = root;
  while (node !== undefined) {
    const step = stepInto(node, offset);
    path += step === undefined ? "" : step.text;
    node = step?.value;
  }
  return path.replace(/^\./, "");
}

interface Step {
  readonly text: string;
  readonly value: ValueNode;
}

function stepInto(node: ValueNode, offset: number): Step | undefined {
  if (node.type === "scalar") return undefined;
  if (node.type === "map") {
    const entry = node.entries.find(
      (each) => isOwn(each) && covers({ start: each.keySpan.start, end: each.value.span.end }, offset),
    );
    return entry && { text: `.${entry.key}`, value: entry.value };
  }
  const index = node.items.findIndex(({ value, alias }) => alias === undefined && covers(value.span, offset));
  const value = node.items[index]?.value;
  return value && { text: `[${stringAt(value, ["name"]) ?? index}]`, value };
}

function covers({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
