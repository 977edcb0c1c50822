import { amountsOf, settingsOf } from "./amounts.ts";
import { readConstraints } from "./constraints.ts";
import { readContainers } from "./containers.ts";
import { child, type Field, numberOf, textOf, textsOf } from "./field.ts";
import type { Unranked } from "./priority-class.ts";
import { qosClass } from "./qos.ts";
import type { Container, Workload } from "./workload.ts";

/** What a workload takes over from its pod template. */
export type PodFacts = Pick<
  Unranked,
  | "containers"
  | "podResources"
  | "overhead"
  | "qosClass"
  | "constraints"
  | "priorityClassName"
  | "priority"
  | "podLabels"
>;

/** Reads a pod's spec; `labels` are its metadata's. `ahead` are containers that stand outside `containers`. */
export function readPod(podSpec: Field, labels: Field, ahead: readonly Container[] = []): PodFacts {
  const containers = [...ahead, ...readContainers(podSpec)];
  const podResources = readPodResources(child(podSpec, "resources"));
  const priorityClassName = textOf(child(podSpec, "priorityClassName"));
  return {
    containers,
    ...podResources,
    overhead: amountsOf(child(podSpec, "overhead")),
    qosClass: qosClass({ containers, ...podResources }),
    constraints: readConstraints(podSpec),
    ...(priorityClassName === undefined ? {} : { priorityClassName }),
    priority: numberOf(child(podSpec, "priority")),
    podLabels: textsOf(labels),
  };
}

function readPodResources(resources: Field): Pick<Workload, "podResources"> {
  const requests = settingsOf(child(resources, "requests"));
  const limits = settingsOf(child(resources, "limits"));
  const written = Object.keys(requests).length + Object.keys(limits).length > 0;
  return written ? { podResources: { requests, limits } } : {};
}
