import { parseValue } from "./cell.ts";
import { isRecord, listIn, recordIn, textIn } from "./json-record.ts";
import { resourceNamed } from "./resource-names.ts";
import type { SampleStore } from "./samples.ts";
import { parseTime } from "./time.ts";

/** What `metrics.k8s.io` says of a pod at one moment. */
export interface PodMetrics {
  readonly namespace: string;
  readonly pod: string;
  readonly timestamp: string;
  readonly containers: readonly unknown[];
}

/** The PodMetrics that a JSON value is; undefined where it is none. */
export function podMetrics(value: unknown): PodMetrics | undefined {
  if (!isRecord(value) || !Array.isArray(value["containers"]) || typeof value["timestamp"] !== "string")
    return undefined;
  const metadata = recordIn(value, "metadata");
  const pod = textIn(metadata, "name");
  if (pod === "") return undefined;
  return {
    namespace: textIn(metadata, "namespace"),
    pod,
    timestamp: value["timestamp"],
    containers: listIn(value, "containers"),
  };
}

/** Takes the use of each container into the store; returns how many values there were. */
export function addPodMetrics(store: SampleStore, { namespace, pod, timestamp, containers }: PodMetrics): number {
  const time = parseTime(timestamp);
  let values = 0;
  for (const container of containers.filter(isRecord)) {
    const name = textIn(container, "name");
    for (const [word, amount] of Object.entries(recordIn(container, "usage"))) {
      const resource = resourceNamed(word);
      if (resource === undefined) continue;
      values++;
      const cell = parseValue(String(amount), 1, false);
      if (time === undefined) store.problem("bad-time", 0);
      else if ("problem" in cell) store.problem(cell.problem, 0);
      else {
        const key = { ...(namespace !== "" && { namespace }), workload: "", container: name, pod, resource };
        store.add(store.column({ ...key, statistic: "mean" }, false), time, cell.value, 0);
      }
    }
  }
  return values;
}
