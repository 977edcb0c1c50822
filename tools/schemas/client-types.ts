import * as models from "@kubernetes/client-node/dist/gen/models/all.js";

/** What `@kubernetes/client-node` knows about one field of one class. */
export interface ClientField {
  /** The class of the field's value, of its items, or of its map's values; undefined where that is no class. */
  readonly className: string | undefined;
  readonly format: string;
}

/** A field as a client class describes it. Undefined where the class is unknown or has no such field. */
export function clientField(className: string | undefined, field: string): ClientField | undefined {
  const attribute = attributesOf(className)?.find(({ baseName }) => baseName === field);
  if (attribute === undefined) return undefined;
  const named = attribute.type.replace(/^Array<(.*)>$/, "$1").replace(/^\{ \[key: string\]: (.*); \}$/, "$1");
  return { className: attributesOf(named) === undefined ? undefined : named, format: attribute.format };
}

interface Attribute {
  readonly baseName: string;
  readonly type: string;
  readonly format: string;
}

/** The fields of a class of the newest client, or of another one (`known`); undefined where it has no such class. */
export function attributesOf(
  className: string | undefined,
  known: Readonly<Record<string, unknown>> = models,
): readonly Attribute[] | undefined {
  const model = className === undefined ? undefined : known[className];
  if (typeof model !== "function" || !("getAttributeTypeMap" in model)) return undefined;
  return (model.getAttributeTypeMap as () => readonly Attribute[])();
}
