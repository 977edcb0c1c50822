import type { ManifestDocument } from "../document/document.ts";
import { isKind } from "./api-kind.ts";
import { child, countOf, itemsOf, rootField, textItemsOf, textOf } from "./field.ts";
import type { ScaledObject, VerticalAutoscaler } from "./inventory.ts";
import { nameSpanOf } from "./name-span.ts";

/** Reads a VerticalPodAutoscaler. */
export function readVerticalAutoscaler(document: ManifestDocument): readonly VerticalAutoscaler[] {
  if (!isKind(document, "VerticalPodAutoscaler", ["autoscaling.k8s.io"])) return [];
  const spec = child(rootField(document), "spec");
  const policies = itemsOf(child(spec, "resourcePolicy", "containerPolicies"));
  const controlled = policies.map((policy) => child(policy, "controlledResources"));
  const isLimited = controlled.length > 0 && controlled.every(({ node }) => node !== undefined);
  return [
    {
      document,
      name: document.name,
      namespace: document.namespace,
      ...targetIn(document, "targetRef", ""),
      updates: textOf(child(spec, "updatePolicy", "updateMode")) !== "Off",
      resources: isLimited ? [...new Set(controlled.flatMap(textItemsOf))] : ["cpu", "memory"],
    },
  ];
}

/** Reads a KEDA ScaledObject: KEDA makes a HorizontalPodAutoscaler of it. */
export function readScaledObject(document: ManifestDocument): readonly ScaledObject[] {
  if (!isKind(document, "ScaledObject", ["keda.sh"])) return [];
  const spec = child(rootField(document), "spec");
  const { name, namespace } = document;
  return [
    {
      document,
      name,
      namespace,
      ...targetIn(document, "scaleTargetRef", "Deployment"),
      min: countOf(child(spec, "minReplicaCount")) ?? 0,
      max: countOf(child(spec, "maxReplicaCount")) ?? defaultMostReplicas,
    },
  ];
}

/** KEDA's own, where `maxReplicaCount` is absent. */
const defaultMostReplicas = 100;

function targetIn(
  document: ManifestDocument,
  key: string,
  defaultKind: string,
): Pick<VerticalAutoscaler, "target" | "targetSpan"> {
  const target = child(rootField(document), "spec", key);
  const name = child(target, "name");
  const kind = textOf(child(target, "kind")) ?? defaultKind;
  return {
    target: `${kind}/${document.namespace}/${textOf(name) ?? ""}`,
    targetSpan: name.node?.span ?? nameSpanOf(document),
  };
}
