import { child, type Field, itemsOf, textOf } from "../../workload/field.ts";
import { podSpecOf } from "../../workload/pod-template.ts";
import { readSelector, selects } from "../../workload/selector.ts";
import type { Workload } from "../../workload/workload.ts";

/** The label by which every node is a place of its own. */
export const hostname = "kubernetes.io/hostname";

/** Terms of required anti-affinity that hold between the workload's own pods. */
export function requiredOwnTerms(workload: Workload): readonly Field[] {
  return requiredTerms(workload).filter((term) => isAboutItself(workload, term));
}

/** Whether anti-affinity, required or preferred, holds between the workload's own pods on one node. */
export function isKeptApart(workload: Workload): boolean {
  const preferred = itemsOf(child(antiAffinityOf(workload), "preferredDuringSchedulingIgnoredDuringExecution"));
  const terms = [...requiredTerms(workload), ...preferred.map((each) => child(each, "podAffinityTerm"))];
  return terms.some((term) => textOf(child(term, "topologyKey")) === hostname && isAboutItself(workload, term));
}

function requiredTerms(workload: Workload): readonly Field[] {
  return itemsOf(child(antiAffinityOf(workload), "requiredDuringSchedulingIgnoredDuringExecution"));
}

function antiAffinityOf(workload: Workload): Field {
  return child(podSpecOf(workload), "affinity", "podAntiAffinity");
}

function isAboutItself({ podLabels }: Workload, term: Field): boolean {
  const selector = readSelector(child(term, "labelSelector"));
  return selector !== undefined && selects(selector, podLabels);
}
