import fc from "fast-check";
import { resolve } from "../../server/src/schema/definitions.ts";
import { type JsonSchema, typesOf, valuesOf } from "../../server/src/schema/json-schema.ts";

/** What the bundled schemas say besides what the server reads itself. */
interface BoundedSchema extends JsonSchema {
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

/** Any value that a schema admits: every required field, and a few of the others, some of them null. */
export function exampleOf(reference: JsonSchema): fc.Arbitrary<unknown> {
  const schema: BoundedSchema = resolve(reference);
  const values = valuesOf(schema);
  if (values !== undefined) return fc.constantFrom(...values);
  const types = typesOf(schema);
  if (types.includes("object")) return objectOf(schema);
  if (types.includes("array")) {
    return fc.array(
      fc.constant(null).chain(() => exampleOf(schema.items ?? {})),
      {
        minLength: schema.minItems ?? 0,
        maxLength: 2,
      },
    );
  }
  return fc.oneof(...(types.length === 0 ? ["string"] : types).map((type) => scalarOf(type, schema)));
}

function objectOf(schema: BoundedSchema): fc.Arbitrary<unknown> {
  const { properties, additionalProperties, required = [] } = schema;
  if (properties === undefined) {
    const value = typeof additionalProperties === "object" ? exampleOf(additionalProperties) : fc.string();
    return fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(value, fc.constant(null)), { maxKeys: 2 });
  }
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  const size = {
    minLength: schema.minProperties ?? 0,
    maxLength: Math.min(schema.maxProperties ?? 3, optional.length),
  };
  return fc.subarray(optional, size).chain((chosen) =>
    fc.record({
      ...fields(properties, required, (value) => value),
      ...fields(properties, chosen, (value) => (schema.minProperties === undefined ? orNull(value) : value)),
    }),
  );
}

function fields(
  properties: Readonly<Record<string, JsonSchema>>,
  names: readonly string[],
  wrap: (value: fc.Arbitrary<unknown>) => fc.Arbitrary<unknown>,
): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(names.map((name) => [name, wrap(exampleOf(properties[name] ?? {}))]));
}

function orNull(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) });
}

/** Texts for the patterns that the bundled schemas have, by the beginning of their titles. */
const texts: readonly (readonly [title: string, texts: readonly string[]])[] = [
  ["duration", ["90s", "5m", "1h30m", "7d", "300ms", "0.5h"]],
  ["share above", ["70%", "0.7", "100%", "1", ".5", "0.5%"]],
  ["share between", ["95%", "0.95", "99.9%"]],
  ["share", ["10%", "0.1", "0", "250%"]],
  ["reference", ["Deployment/serving/llm-chat"]],
  ["whole number of pods", ["0%", "25%", "100%"]],
];

function scalarOf(type: string, { title = "", pattern, ...bounds }: BoundedSchema): fc.Arbitrary<unknown> {
  const min = bounds.minimum ?? 0;
  if (type === "boolean") return fc.boolean();
  if (type === "integer") return fc.integer({ min, max: bounds.maximum ?? min + 1000 });
  if (type === "number")
    return bounds.exclusiveMinimum === undefined ? fc.integer({ min, max: 1000 }) : fc.constant(0.5);
  if (pattern === undefined) return fc.string({ minLength: 1 });
  return fc.constantFrom(...(texts.find(([beginning]) => title.startsWith(beginning))?.[1] ?? []));
}
