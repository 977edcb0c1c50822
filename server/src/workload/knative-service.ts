import type { ManifestDocument } from "../document/document.ts";
import { child, countOf, type Field, numberOf, rootField, textOf } from "./field.ts";
import { nameSpanOf } from "./name-span.ts";
import { readPod } from "./pod.ts";
import type { Unranked } from "./priority-class.ts";
import type { ReplicaSetting, Workload } from "./workload.ts";

/**
 * Reads a Knative Service (`serving.knative.dev/v1`): the pods of its newest revision, which Knative scales by requests
 * between the bounds that its template's annotations set.
 */
export function readKnativeService(document: ManifestDocument): Unranked {
  const template = child(rootField(document), "spec", "template");
  const facts = readPod(child(template, "spec"), child(template, "metadata", "labels"));
  return {
    ...facts,
    containers: facts.containers.map(named),
    id: `Service/${document.namespace}/${document.name}`,
    kind: "Service",
    namespace: document.namespace,
    name: document.name,
    document,
    nameSpan: nameSpanOf(document),
    replicas: readScale(child(template, "metadata", "annotations")),
    template: template.path,
    perNode: false,
    runsToCompletion: false,
  };
}

/** One container alone needs no name, and gets this one. */
function named(container: Workload["containers"][number]): Workload["containers"][number] {
  return container.name === "" ? { ...container, name: "user-container" } : container;
}

/**
 * A scale of 0, which is the default, lets the service go when idle, but a request brings a pod up, so that one is
 * counted. A largest scale of 0, which is the default too, sets no limit.
 */
function readScale(annotations: Field): ReplicaSetting {
  const smallest = annotation(annotations, "min-scale", "minScale");
  const min = scaleOf(smallest) ?? 0;
  const max = scaleOf(annotation(annotations, "max-scale", "maxScale")) ?? 0;
  return {
    value: Math.max(min, 1),
    ...(smallest?.node === undefined ? {} : { span: smallest.node.span, path: smallest.path }),
    bounds: { min, max: max === 0 ? Number.POSITIVE_INFINITY : Math.max(min, max) },
  };
}

/** Knative's annotations had other names before. */
function annotation(annotations: Field, ...names: readonly string[]): Field | undefined {
  return names
    .map((name) => child(annotations, `autoscaling.knative.dev/${name}`))
    .find(({ node }) => node !== undefined);
}

/** Annotations are texts; an unquoted number is a mistake whose meaning is clear. */
function scaleOf(field: Field | undefined): number | undefined {
  if (field === undefined || numberOf(field) !== undefined) return field && countOf(field);
  const text = textOf(field) ?? "";
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
