/**
 * KServe's InferenceService, which no npm package describes, as types: ts-json-schema-generator turns them into a
 * schema, as it does with the Kubernetes types that they build on. `tools/schemas/compare-crd.ts` compares the result
 * with KServe's own CustomResourceDefinition.
 */

import type { IDeploymentStrategy } from "kubernetes-models/apps/v1/DeploymentStrategy";
import type { IContainer } from "kubernetes-models/v1/Container";
import type { IHTTPGetAction } from "kubernetes-models/v1/HTTPGetAction";
import type { IPod } from "kubernetes-models/v1/Pod";
import type { IPodSpec } from "kubernetes-models/v1/PodSpec";
import type { IProbe } from "kubernetes-models/v1/Probe";
import type { ITCPSocketAction } from "kubernetes-models/v1/TCPSocketAction";
import type { AutoScalingSpec } from "./kserve-scaling.ts";

/** An InferenceService serves a model: KServe turns it into deployments or Knative services, with an autoscaler and routes. */
export interface InferenceService extends Pick<IPod, "metadata"> {
  /** The version of KServe's API: serving.kserve.io/v1beta1. */
  apiVersion: "serving.kserve.io/v1beta1";
  /** InferenceService. */
  kind: "InferenceService";
  /** What is served, and by what. */
  spec?: InferenceServiceSpec;
  /** Written by KServe. */
  status?: { [field: string]: unknown };
}

/** A predictor answers requests; a transformer may stand before it, an explainer beside it. */
export interface InferenceServiceSpec {
  /** The model server. */
  predictor: PredictorSpec;
  /** Prepares requests before, and answers after, the predictor. */
  transformer?: TransformerSpec;
  /** Explains the predictor's answers. */
  explainer?: ExplainerSpec;
  /** Other predictors that take a share of the traffic. */
  canary?: CanarySpec[];
}

/** A predictor that takes a share of the traffic. */
export interface CanarySpec {
  /** The model server that is tried out. */
  predictor: PredictorSpec;
  /**
   * Share of the traffic, in per cent.
   * @asType integer
   * @minimum 0
   * @maximum 100
   */
  trafficPercent: number;
}

/** What predictors, transformers and explainers have in common: a pod's fields, and how many pods run. */
export interface ComponentSpec extends Omit<IPodSpec, "containers" | "ephemeralContainers" | "schedulingGroup"> {
  /** Own containers instead of a model server, or beside it. The one that serves is named kserve-container. */
  containers?: ServingContainer[];
  /**
   * Least number of replicas; 0 lets it scale to zero where the deployment mode can. Defaults to 1.
   * @asType integer
   * @minimum 0
   */
  minReplicas?: number;
  /**
   * Greatest number of replicas the autoscaler may run; 0 means without bound.
   * @asType integer
   * @minimum 0
   */
  maxReplicas?: number;
  /**
   * What each replica should be at, in the unit of scaleMetric: per cent of the request for cpu and memory, requests for concurrency and rps.
   * @asType integer
   */
  scaleTarget?: number;
  /** What the autoscaler watches. */
  scaleMetric?: "cpu" | "memory" | "concurrency" | "rps";
  /** How scaleTarget is meant. */
  scaleMetricType?: "Utilization" | "Value" | "AverageValue";
  /** Autoscaling by several metrics, or by metrics from outside. */
  autoScaling?: AutoScalingSpec;
  /**
   * Requests that one replica handles at a time; more wait.
   * @asType integer
   */
  containerConcurrency?: number;
  /**
   * Seconds until a request fails.
   * @asType integer
   */
  timeout?: number;
  /**
   * Share of the traffic for the newest revision, in per cent; the one before it keeps the rest.
   * @asType integer
   */
  canaryTrafficPercent?: number;
  /** Logs requests and answers. */
  logger?: LoggerSpec;
  /** Collects requests into batches. */
  batcher?: BatcherSpec;
  /** How pods are replaced in the raw deployment mode. */
  deploymentStrategy?: IDeploymentStrategy;
  /** Models that are fetched before the containers start. */
  storageUris?: StorageUri[];
  /** Labels of the pods. */
  labels?: { [key: string]: string };
  /** Annotations of the pods. */
  annotations?: { [key: string]: string };
}

/** The model server: by the model's format, or by own containers. */
export interface PredictorSpec extends ComponentSpec {
  /** The model by its format: KServe finds a serving runtime for it. */
  model?: ModelSpec;
  /** A scikit-learn model. */
  sklearn?: ModelServerSpec;
  /** An XGBoost model. */
  xgboost?: ModelServerSpec;
  /** A LightGBM model. */
  lightgbm?: ModelServerSpec;
  /** A TensorFlow SavedModel. */
  tensorflow?: ModelServerSpec;
  /** A TorchServe archive. */
  pytorch?: ModelServerSpec;
  /** Models for NVIDIA Triton. */
  triton?: ModelServerSpec;
  /** An ONNX model. */
  onnx?: ModelServerSpec;
  /** A Hugging Face model. */
  huggingface?: ModelServerSpec;
  /** A PMML model. */
  pmml?: ModelServerSpec;
  /** A PaddlePaddle model. */
  paddle?: ModelServerSpec;
  /** Further nodes for a model that one node cannot hold. */
  workerSpec?: WorkerSpec;
  /** Name of the predictor. */
  name?: string;
  /** The ClusterStorageContainer that fetches the model. */
  storageContainerName?: string;
}

/** Prepares requests before, and answers after, the predictor. */
export interface TransformerSpec extends ComponentSpec {}

/** Explains the predictor's answers. */
export interface ExplainerSpec extends ComponentSpec {
  /** The Adversarial Robustness Toolbox. */
  art?: ArtExplainerSpec;
  /** Alibi, as far as KServe 0.10. */
  alibi?: ArtExplainerSpec;
  /** AI Explainability 360, as far as KServe 0.9. */
  aix?: ArtExplainerSpec;
}

/** The Adversarial Robustness Toolbox as explainer. */
export interface ArtExplainerSpec extends Omit<ModelServerSpec, "confidential" | "protocolVersion"> {
  /** The kind of explanation. */
  type?: string;
  /** Settings of the explainer. */
  config?: { [key: string]: string };
}

/** A container that serves. */
export interface ServingContainer extends Omit<IContainer, "livenessProbe" | "readinessProbe"> {
  /** Whether the container has to be restarted. */
  livenessProbe?: ServingProbe;
  /** Whether the container can take requests. */
  readinessProbe?: ServingProbe;
}

/** A probe that may leave out the port: it is the one that serves. */
export interface ServingProbe extends Omit<IProbe, "httpGet" | "tcpSocket"> {
  /** An HTTP request to the container. */
  httpGet?: Partial<IHTTPGetAction>;
  /** A connection to the container. */
  tcpSocket?: Partial<ITCPSocketAction>;
}

/** Where a model lies and in what container it is served. */
export interface ModelServerSpec extends Omit<ServingContainer, "name"> {
  /** Name of the container; KServe gives one. */
  name?: string;
  /** Where the model lies: gs://, s3://, pvc://, hf://, oci:// or https:// and a path. */
  storageUri?: string;
  /** Where the model lies, by a key of the storage secret. */
  storage?: StorageSpec;
  /** Version of the serving runtime's image. */
  runtimeVersion?: string;
  /** Protocol of requests: v1, v2 or grpc-v2. */
  protocolVersion?: string;
  /** Confidential computing: whether the model is fetched in a trusted environment. */
  confidential?: ConfidentialSpec;
}

/** A model by its format. */
export interface ModelSpec extends ModelServerSpec {
  /** The model's format; a serving runtime that supports it is chosen. */
  modelFormat?: ModelFormat;
  /** Name of the ServingRuntime or ClusterServingRuntime, instead of one that is found by the format. */
  runtime?: string;
}

/** Format of a model. */
export interface ModelFormat {
  /** Such as sklearn, pytorch, onnx, huggingface, vLLM. */
  name: string;
  /** Version of the format. */
  version?: string;
}

/** Where a model lies, by a key of the storage secret. */
export interface StorageSpec {
  /** Key in the storage secret. */
  key?: string;
  /** Path of the model in the storage. */
  path?: string;
  /** Path of the model's schema in the storage. */
  schemaPath?: string;
  /** Overrides of the secret's parameters, such as the bucket. */
  parameters?: { [key: string]: string };
}

/** Whether a model is fetched in a trusted environment. */
export interface ConfidentialSpec {
  /** True fetches the model in a trusted environment. */
  enabled: boolean;
  /** The resource whose attestation is asked for. */
  resourceId?: string;
}

/** A model that is fetched before the containers start. */
export interface StorageUri {
  /** Where the model lies. */
  uri: string;
  /** Where it is mounted. Defaults to /mnt/models. */
  mountPath?: string;
}

/** Further nodes for a model that one node cannot hold. */
export interface WorkerSpec extends Omit<IPodSpec, "containers" | "schedulingGroup"> {
  /** Containers of the further nodes' pods. */
  containers?: IContainer[];
  /**
   * Nodes that each hold some of the model's layers.
   * @asType integer
   */
  pipelineParallelSize?: number;
  /**
   * Devices that share each layer.
   * @asType integer
   */
  tensorParallelSize?: number;
}

/** Logs requests and answers. */
export interface LoggerSpec {
  /** Where the log is sent. */
  url?: string;
  /** What is logged. */
  mode?: "all" | "request" | "response";
  /** Headers of requests that are logged. */
  metadataHeaders?: string[];
  /** Annotations of the service that are logged. */
  metadataAnnotations?: string[];
  /** Where the log is stored, instead of sent. */
  storage?: {
    key?: string;
    path?: string;
    parameters?: { [key: string]: string };
    serviceAccountName?: string;
  };
  /** Where entries are put into their form. */
  marshallerUrl?: string;
  /**
   * Entries that are stored together.
   * @asType integer
   */
  batchSize?: number;
  /** Longest time until a batch is stored. */
  batchInterval?: string;
}

/** Collects requests into batches. */
export interface BatcherSpec {
  /**
   * Requests in a batch, at most.
   * @asType integer
   */
  maxBatchSize?: number;
  /**
   * Milliseconds that a request waits for its batch, at most.
   * @asType integer
   */
  maxLatency?: number;
  /**
   * Seconds until a batch fails.
   * @asType integer
   */
  timeout?: number;
}
