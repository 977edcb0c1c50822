import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { resolve } from "../../server/src/schema/definitions.ts";
import { type JsonSchema, typesOf, valuesOf } from "../../server/src/schema/json-schema.ts";
import { schemaFor } from "../../server/src/schema/schemas.ts";

/** A schema as a CustomResourceDefinition writes it. */
interface CrdSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, CrdSchema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly items?: CrdSchema;
  readonly additionalProperties?: CrdSchema;
  readonly "x-kubernetes-int-or-string"?: boolean;
}

/** Where KServe's own definition of the InferenceService may be found, among data that is not part of the project. */
export function crdFile(): string | undefined {
  const data = process.env["RESOURCE_PLANNER_DATA"] ?? path.join(import.meta.dirname, "../../../shared/data");
  const file = path.join(data, "crds/kserve-inferenceservices.yaml");
  return existsSync(file) ? file : undefined;
}

/** How the bundled schema of the InferenceService differs from KServe's: a line for each field, type, value and requirement. */
export function compareWithCrd(file: string): readonly string[] {
  const crd: { spec: { versions: { name: string; schema: { openAPIV3Schema: CrdSchema } }[] } } = parse(
    readFileSync(file, "utf8"),
  );
  const theirs = crd.spec.versions.find(({ name }) => name === "v1beta1")?.schema.openAPIV3Schema.properties?.["spec"];
  const ours = schemaFor("serving.kserve.io/v1beta1", "InferenceService")?.schema.properties?.["spec"];
  if (theirs === undefined || ours === undefined) throw new Error(`${file} has no InferenceService of v1beta1.`);
  return [...differences("spec", theirs, ours)].filter((line) => !accepted.some(({ pattern }) => pattern.test(line)));
}

/** Differences that are meant. */
const accepted: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  {
    pattern: /^spec\.canary\[\]\.predictor fields: without ephemeralContainers$/,
    reason: "The API server takes no ephemeral containers from a manifest.",
  },
  {
    pattern: /^spec\.canary\[\]\.predictor\.\w+ required: without (modelFormat, )?name$/,
    reason: "KServe's definition relaxes this for predictors and forgets the canaries; one type describes both.",
  },
  {
    pattern: /^spec\.explainer fields: also alibi, aix$|\.autoScaling(\.metrics\[\])? fields: also (keda|name)$/,
    reason: "Earlier and later versions of KServe have these: a manifest does not say which version it is for.",
  },
  {
    pattern: /Probe\.(httpGet|tcpSocket) required: without port$/,
    reason: "KServe's definition relaxes this for some containers and not for others; one type describes all.",
  },
];

/** `isOurs` is false inside Kubernetes' definitions: they may be newer than KServe's copy of them, and name values that a CRD does not. */
function* differences(place: string, theirs: CrdSchema, reference: JsonSchema, wasOurs = true): Generator<string> {
  const isOurs = wasOurs && reference.$ref?.includes("kubernetes/") !== true;
  const ours = resolve(reference);
  if (!isSameType(theirs, ours))
    yield `${place}: ${theirs.type ?? "int-or-string"}, here ${typesOf(ours).join(" or ")}`;
  yield* setDifferences(`${place} values`, theirs.enum ?? [], valuesOf(ours) ?? [], isOurs);
  if (theirs.properties !== undefined) {
    yield* setDifferences(`${place} required`, theirs.required ?? [], ours.required ?? [], isOurs);
    yield* setDifferences(
      `${place} fields`,
      Object.keys(theirs.properties),
      Object.keys(ours.properties ?? {}),
      isOurs,
    );
  }
  for (const [step, value, own] of children(theirs, ours)) yield* differences(`${place}${step}`, value, own, isOurs);
}

/** What both sides have inside: fields, a list's items, a map's values. */
function* children(theirs: CrdSchema, ours: JsonSchema): Generator<readonly [string, CrdSchema, JsonSchema]> {
  for (const [field, value] of Object.entries(theirs.properties ?? {})) {
    const own = ours.properties?.[field];
    if (own !== undefined) yield [`.${field}`, value, own];
  }
  if (theirs.items !== undefined) yield ["[]", theirs.items, ours.items ?? {}];
  if (theirs.additionalProperties !== undefined && typeof ours.additionalProperties === "object") {
    yield ["{}", theirs.additionalProperties, ours.additionalProperties];
  }
}

function isSameType(theirs: CrdSchema, ours: JsonSchema): boolean {
  const types = typesOf(ours);
  if (theirs["x-kubernetes-int-or-string"] === true) return types.length === 2 && types.includes("string");
  return theirs.type === undefined || (types.length === 1 && types[0] === theirs.type);
}

function* setDifferences(
  place: string,
  theirs: readonly string[],
  ours: readonly string[],
  isOurs: boolean,
): Generator<string> {
  const missing = theirs.filter((value) => !ours.includes(value));
  const added = ours.filter((value) => !theirs.includes(value));
  if (missing.length > 0) yield `${place}: without ${missing.join(", ")}`;
  if (added.length > 0 && isOurs) yield `${place}: also ${added.join(", ")}`;
}
