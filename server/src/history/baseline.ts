import { amountOf } from "../quantity/convert.ts";
import { isRecord, listIn, recordIn, textIn } from "./json-record.ts";
import { parseTime } from "./time.ts";

/** What a VerticalPodAutoscaler knows of containers: to compare with, and to start from where there is no history yet. */
export interface Baselines {
  readonly recommendations: VpaRecommendation[];
  readonly distributions: UsageDistribution[];
}

interface ContainerUse {
  readonly namespace: string;
  /** The target's name; the VPA's where no object tells the target. */
  readonly workload: string;
  readonly container: string;
  readonly resource: "cpu" | "memory";
}

/** A VPA's recommendation for one resource of a container, in base units; what it leaves out is undefined. */
interface VpaRecommendation extends ContainerUse {
  readonly vpa: string;
  readonly target: number | undefined;
  readonly lowerBound: number | undefined;
  readonly upperBound: number | undefined;
  readonly uncappedTarget: number | undefined;
}

/** A checkpoint: how often a container used how much, recent use weighing more. */
export interface UsageDistribution extends ContainerUse {
  readonly vpa: string;
  /** Ascending; each holds the weight of use up to its end and above the one before. */
  readonly buckets: readonly { readonly end: number; readonly weight: number }[];
  readonly samples: number;
  /** Epoch milliseconds. */
  readonly firstSample: number | undefined;
  readonly lastSample: number | undefined;
}

/** No baselines, to be added to. */
export function newBaselines(): Baselines {
  return { recommendations: [], distributions: [] };
}

/** The VPA object or checkpoint that a JSON value is; undefined where it is neither. */
export function baselineIn(value: unknown): Baselines | undefined {
  if (!isRecord(value) || !textIn(value, "apiVersion").startsWith("autoscaling.k8s.io/")) return undefined;
  if (value["kind"] === "VerticalPodAutoscaler")
    return { ...newBaselines(), recommendations: recommendationsOf(value) };
  if (value["kind"] !== "VerticalPodAutoscalerCheckpoint") return undefined;
  return { ...newBaselines(), distributions: distributionsOf(value) };
}

/** Adds what another object says. */
export function addBaseline(all: Baselines, { recommendations, distributions }: Baselines): void {
  all.recommendations.push(...recommendations);
  all.distributions.push(...distributions);
}

/** All that several files know; checkpoints belong to the workload that their VPA's object names. */
export function mergedBaselines(files: readonly Baselines[]): Baselines {
  const recommendations = files.flatMap((each) => each.recommendations);
  const targets = new Map(recommendations.map(({ namespace, vpa, workload }) => [`${namespace}/${vpa}`, workload]));
  const distributions = files
    .flatMap((each) => each.distributions)
    .map((each) => ({ ...each, workload: targets.get(`${each.namespace}/${each.vpa}`) ?? each.workload }));
  return { recommendations, distributions };
}

/** The use that a share of the weight does not exceed: the end of its bucket. Undefined where nothing was seen. */
export function quantileOfDistribution({ buckets }: UsageDistribution, share: number): number | undefined {
  const total = buckets.reduce((sum, { weight }) => sum + weight, 0);
  let below = 0;
  return buckets.find(({ weight }) => {
    below += weight;
    return below >= share * total;
  })?.end;
}

type JsonObject = Readonly<Record<string, unknown>>;

const resources = ["cpu", "memory"] as const;

function recommendationsOf(object: JsonObject): VpaRecommendation[] {
  const metadata = recordIn(object, "metadata");
  const vpa = textIn(metadata, "name");
  const workload = textIn(recordIn(recordIn(object, "spec"), "targetRef"), "name") || vpa;
  const containers = listIn(recordIn(recordIn(object, "status"), "recommendation"), "containerRecommendations");
  return containers.filter(isRecord).flatMap((container) =>
    resources.map((resource) => {
      const amount = (field: string) => amountOf(textIn(recordIn(container, field), resource));
      return {
        namespace: textIn(metadata, "namespace"),
        workload,
        vpa,
        container: textIn(container, "containerName"),
        resource,
        target: amount("target"),
        lowerBound: amount("lowerBound"),
        upperBound: amount("upperBound"),
        uncappedTarget: amount("uncappedTarget"),
      };
    }),
  );
}

function distributionsOf(object: JsonObject): UsageDistribution[] {
  const [metadata, spec, status] = [recordIn(object, "metadata"), recordIn(object, "spec"), recordIn(object, "status")];
  const vpa = textIn(spec, "vpaObjectName");
  const samples = Number(status["totalSamplesCount"]);
  return resources.flatMap((resource) => {
    const buckets = bucketsOf(recordIn(status, `${resource}Histogram`), firstBucket[resource]);
    if (buckets.length === 0) return [];
    return {
      namespace: textIn(metadata, "namespace"),
      workload: vpa,
      vpa,
      container: textIn(spec, "containerName"),
      resource,
      buckets,
      samples: Number.isFinite(samples) ? samples : 0,
      firstSample: parseTime(textIn(status, "firstSampleStart")),
      lastSample: parseTime(textIn(status, "lastSampleStart")),
    };
  });
}

/** Base units in the first bucket; each further one is a twentieth wider than the one before. */
const firstBucket = { cpu: 0.01, memory: 1e7 } as const;
const growth = 1.05;

/** Weights are stored as shares of the heaviest, of 10,000. */
function bucketsOf(histogram: JsonObject, first: number): UsageDistribution["buckets"] {
  const total = Number(histogram["totalWeight"]);
  const stored = Object.entries(recordIn(histogram, "bucketWeights"))
    .map(([index, weight]) => ({ index: Number(index), weight: Number(weight) }))
    .filter(({ index, weight }) => Number.isInteger(index) && index >= 0 && weight > 0)
    .toSorted((a, b) => a.index - b.index);
  const sum = stored.reduce((all, { weight }) => all + weight, 0);
  if (!(total > 0) || sum === 0) return [];
  return stored.map(({ index, weight }) => ({
    end: (first * (growth ** (index + 1) - 1)) / (growth - 1),
    weight: (weight * total) / sum,
  }));
}
