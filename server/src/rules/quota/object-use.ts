import type { ManifestDocument } from "../../document/document.ts";
import type { RelatedPlace } from "../../document/finding.ts";
import { child, isFalse, itemsOf, rootField, textOf } from "../../workload/field.ts";
import type { Claim, Inventory, Quota } from "../../workload/inventory.ts";
import { nameSpanOf } from "../../workload/name-span.ts";
import { claimsBeside, documentsBeside } from "../relations.ts";
import { amountInWords } from "../wording.ts";

/** One thing that counts towards a bound on objects or storage, and how much. */
export interface CountedObject extends RelatedPlace {
  readonly amount: number;
}

/**
 * What counts towards a quota's bound on objects that are no pods, or on their storage: `count/deployments.apps`,
 * `services`, `requests.storage`, `fast.storageclass.storage.k8s.io/persistentvolumeclaims`, … Undefined for other keys.
 * A quota with scopes counts pods alone.
 */
export function countedObjects(inventory: Inventory, quota: Quota, key: string): readonly CountedObject[] | undefined {
  if (quota.scopes.length > 0) return undefined;
  const [, storageClass, ofClass = key] = /^(.+)\.storageclass\.storage\.k8s\.io\/(.+)$/.exec(key) ?? [];
  const claims = claimsBeside(inventory, quota.document).filter(
    (claim) => storageClass === undefined || claim.storageClass === storageClass,
  );
  if (ofClass === "requests.storage") return claims.flatMap(storageOf);
  if (ofClass === "persistentvolumeclaims" || ofClass === "count/persistentvolumeclaims")
    return claims.map(numberOfClaims);
  if (storageClass !== undefined) return undefined;
  return documentsCountedBy(documentsBeside(inventory, quota.document), key);
}

function storageOf({ document, nameSpan: span, name, copies, storage }: Claim): readonly CountedObject[] {
  const each = storage?.value ?? 0;
  if (each <= 0) return [];
  const message = `${name}: ${copies} × ${amountInWords("storage", each)}`;
  return [{ file: document.file, span, message, amount: copies * each }];
}

function numberOfClaims({ document, nameSpan: span, name, copies }: Claim): CountedObject {
  return { file: document.file, span, message: `${name}: ${copies}`, amount: copies };
}

/** The keys that were there before `count/`, as it would be written today. */
const oldKeys: readonly string[] = ["configmaps", "replicationcontrollers", "resourcequotas", "secrets", "services"];

function documentsCountedBy(documents: readonly ManifestDocument[], key: string): readonly CountedObject[] | undefined {
  const amountOf =
    key === "services.loadbalancers" ? loadBalancers : key === "services.nodeports" ? nodePorts : undefined;
  const resource = amountOf === undefined ? (oldKeys.includes(key) ? key : /^count\/(.+)$/.exec(key)?.[1]) : "services";
  if (resource === undefined) return undefined;
  return documents
    .filter((document) => resourceOf(document) === resource)
    .map((document) => ({ document, amount: amountOf?.(document) ?? 1 }))
    .filter(({ amount }) => amount > 0)
    .map(({ document, amount }) => ({
      file: document.file,
      span: nameSpanOf(document),
      message: `${document.kind} ${document.name}`,
      amount,
    }));
}

function loadBalancers(service: ManifestDocument): number {
  return typeOf(service) === "LoadBalancer" ? 1 : 0;
}

function nodePorts(service: ManifestDocument): number {
  const spec = child(rootField(service), "spec");
  const hasPorts =
    typeOf(service) === "NodePort" ||
    (typeOf(service) === "LoadBalancer" && !isFalse(child(spec, "allocateLoadBalancerNodePorts")));
  return hasPorts ? itemsOf(child(spec, "ports")).length : 0;
}

function typeOf(service: ManifestDocument): string | undefined {
  return textOf(child(rootField(service), "spec", "type"));
}

/** `deployments.apps`, `services`: the plural of a kind, with its API group, as the API's own paths have it. */
function resourceOf({ kind, apiVersion }: ManifestDocument): string {
  const name = kind.toLowerCase();
  const plural = /(?:s|x|ch)$/.test(name) ? `${name}es` : name.replace(/([^aeiou])y$/, "$1ie").concat("s");
  const group = apiVersion.includes("/") ? `.${apiVersion.slice(0, apiVersion.indexOf("/"))}` : "";
  return `${plural}${group}`;
}
