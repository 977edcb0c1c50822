import type { ManifestDocument, MapEntry, ValueNode } from "../document/document.ts";
import type { Path, Span } from "../document/span.ts";

/** A field of a manifest on the way down from the document's root: what stands there, and how it was reached. */
export interface Field {
  /** Undefined where the field is absent. */
  readonly node: ValueNode | undefined;
  readonly path: Path;
  /** The field's key, where it is one of a map. */
  readonly keySpan?: Span;
  /** True where an alias or a merge key lies on the way: an edit changes every place that uses it. */
  readonly shared: boolean;
}

/** The document as a whole. */
export function rootField(document: ManifestDocument): Field {
  return { node: document.root, path: [], shared: false };
}

/** The field below by its keys; absent (without a node) where any of them is. */
export function child(field: Field, ...keys: readonly string[]): Field {
  return keys.reduce<Field>((parent, key) => {
    const entry = parent.node?.type === "map" ? parent.node.entries.find((each) => each.key === key) : undefined;
    return entry === undefined
      ? { node: undefined, path: [...parent.path, key], shared: parent.shared }
      : fieldOf(parent, entry);
  }, field);
}

/** The field at a path below another; absent where any step of it is. */
export function fieldAt(field: Field, path: Path): Field {
  return path.reduce<Field>((parent, step) => {
    if (typeof step === "string") return child(parent, step);
    return itemsOf(parent)[step] ?? { node: undefined, path: [...parent.path, step], shared: parent.shared };
  }, field);
}

/** A map's fields in their order; none where no map stands there. */
export function fieldsOf(field: Field): readonly { readonly key: string; readonly field: Field }[] {
  if (field.node?.type !== "map") return [];
  return field.node.entries.map((entry) => ({ key: entry.key, field: fieldOf(field, entry) }));
}

/** A sequence's items; none where no sequence stands there. */
export function itemsOf(field: Field): readonly Field[] {
  if (field.node?.type !== "sequence") return [];
  return field.node.items.map(({ value, alias }, index) => ({
    node: value,
    path: [...field.path, index],
    shared: field.shared || alias !== undefined,
  }));
}

/** A scalar's text: a string's value, else as written. Undefined for null, collections and absent fields. */
export function textOf({ node }: Field): string | undefined {
  if (node?.type !== "scalar" || node.value === null) return undefined;
  return typeof node.value === "string" ? node.value : node.source;
}

/** A number; a quoted one is text. */
export function numberOf({ node }: Field): number | undefined {
  return node?.type === "scalar" && typeof node.value === "number" ? node.value : undefined;
}

/** A whole number from 0 on, as counts are; undefined for anything else, which the schema reports. */
export function countOf(field: Field): number | undefined {
  const value = numberOf(field);
  return value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** Whether `true` stands there. */
export function isTrue({ node }: Field): boolean {
  return node?.type === "scalar" && node.value === true;
}

/** Whether `false` stands there. */
export function isFalse({ node }: Field): boolean {
  return node?.type === "scalar" && node.value === false;
}

/** A map of texts, as labels and selectors are. */
export function textsOf(field: Field): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fieldsOf(field).flatMap(({ key, field: value }) => {
      const text = textOf(value);
      return text === undefined ? [] : [[key, text]];
    }),
  );
}

/** The texts of a sequence. */
export function textItemsOf(field: Field): readonly string[] {
  return itemsOf(field).flatMap((item) => textOf(item) ?? []);
}

function fieldOf(parent: Field, { key, keySpan, value, alias, merged }: MapEntry): Field {
  return {
    node: value,
    path: [...parent.path, key],
    keySpan,
    shared: parent.shared || merged || alias !== undefined,
  };
}
