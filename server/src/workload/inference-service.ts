import type { ManifestDocument } from "../document/document.ts";
import { readContainer } from "./containers.ts";
import { child, countOf, type Field, rootField } from "./field.ts";
import { nameSpanOf } from "./name-span.ts";
import { readPod } from "./pod.ts";
import type { Unranked } from "./priority-class.ts";
import type { ReplicaSetting, Workload } from "./workload.ts";

/**
 * Reads a KServe InferenceService (`serving.kserve.io/v1beta1`): a workload for each component, since each is a
 * deployment of its own with its own replicas. A component's pod spec stands in the component itself. The worker pods
 * of a multi-node predictor (`workerSpec`) are not read.
 */
export function readInferenceService(document: ManifestDocument): readonly Unranked[] {
  const spec = child(rootField(document), "spec");
  return components
    .map(({ key, suffix }) => ({ component: child(spec, key), name: `${document.name}${suffix}` }))
    .filter(({ component }) => component.node?.type === "map")
    .map(({ component, name }) => ({
      ...readPod(component, child(component, "labels"), modelContainers(component)),
      id: `InferenceService/${document.namespace}/${name}`,
      kind: "InferenceService",
      namespace: document.namespace,
      name,
      document,
      nameSpan: nameSpanOf(document),
      replicas: readReplicas(component),
      perNode: false,
      runsToCompletion: false,
    }));
}

/** KServe calls its deployments `NAME-transformer` and so on; the predictor goes by the service's own name here. */
const components = [
  { key: "predictor", suffix: "" },
  { key: "transformer", suffix: "-transformer" },
  { key: "explainer", suffix: "-explainer" },
] as const;

/** The keys under which a component describes its model server instead of listing a container. */
export const modelForms: readonly string[] = [
  "model",
  "huggingface",
  "lightgbm",
  "onnx",
  "paddle",
  "pmml",
  "pytorch",
  "sklearn",
  "tensorflow",
  "triton",
  "xgboost",
  "art",
];

/** KServe's name for the container that it makes of a model form. */
const modelContainerName = "kserve-container";

function modelContainers(component: Field): Workload["containers"] {
  return modelForms
    .map((form) => child(component, form))
    .filter(({ node }) => node?.type === "map")
    .map((field) => readContainer(field, "main", modelContainerName));
}

/**
 * `minReplicas` is 1 where absent; 0 lets the service scale to nothing when idle, but a request brings a pod up, so
 * that one is counted. `maxReplicas` sets no limit where it is 0 or absent.
 */
function readReplicas(component: Field): ReplicaSetting {
  const field = child(component, "minReplicas");
  const written = countOf(field);
  const min = written ?? 1;
  const max = countOf(child(component, "maxReplicas")) ?? 0;
  return {
    value: Math.max(min, 1),
    ...(written === undefined || field.node === undefined ? {} : { span: field.node.span }),
    path: field.path,
    bounds: { min, max: max === 0 ? Number.POSITIVE_INFINITY : Math.max(min, max) },
  };
}
