import type { ManifestDocument } from "../document/document.ts";
import { settingsOf } from "./amounts.ts";
import { child, type Field, fieldsOf, itemsOf, rootField } from "./field.ts";
import { nameSpanOf } from "./name-span.ts";
import { readPod } from "./pod.ts";
import type { Unranked } from "./priority-class.ts";
import type { Container } from "./workload.ts";

/** Maps nest a few levels in values; what lies deeper is not looked for. */
const maximumDepth = 24;

/**
 * The `resources` maps in the values of a chart, wherever they stand, as the containers of one workload: which pods
 * they end up in is for the templates to say, but a quantity is a quantity. Each bears the name of the path to it.
 * Undefined where there are none.
 */
export function readHelmValues(document: ManifestDocument): Unranked | undefined {
  const containers = [...resourcesIn(rootField(document), [], 0)];
  if (containers.length === 0) return undefined;
  const nothing: Field = { node: undefined, path: [], shared: false };
  return {
    ...readPod(nothing, nothing, containers),
    id: "Pod/default/",
    kind: "Pod",
    namespace: "default",
    name: "",
    document,
    nameSpan: nameSpanOf(document),
    replicas: { value: 1 },
    perNode: false,
    runsToCompletion: false,
  };
}

function* resourcesIn(field: Field, names: readonly string[], depth: number): Generator<Container> {
  if (depth > maximumDepth) return;
  for (const { key, field: value } of fieldsOf(field)) {
    if (key === "resources" && isResources(value)) yield containerOf(value, names, field);
    else yield* resourcesIn(value, [...names, key], depth + 1);
  }
  for (const [index, item] of itemsOf(field).entries()) yield* resourcesIn(item, [...names, String(index)], depth + 1);
}

/** `resources` is a common word: what is meant here has maps of requests or limits. */
function isResources(field: Field): boolean {
  return ["requests", "limits"].some((key) => child(field, key).node?.type === "map");
}

function containerOf(resources: Field, names: readonly string[], owner: Field): Container {
  return {
    name: names.join("."),
    type: "main",
    nameSpan: resources.keySpan ?? { start: 0, end: 0 },
    path: owner.path,
    requests: settingsOf(child(resources, "requests")),
    limits: settingsOf(child(resources, "limits")),
  };
}
