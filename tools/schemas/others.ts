/**
 * The kinds of other projects whose schemas are bundled, from the types that npm has of them. What these projects run as
 * pods is told by Kubernetes' own types, so that it is described and checked as everywhere. A status is what a controller
 * writes, and is not checked.
 */

import type { IRolloutSpec } from "@kubernetes-models/argo-rollouts/argoproj.io/v1alpha1/RolloutSpec";
import type { IVerticalPodAutoscalerSpec } from "@kubernetes-models/autoscaler/autoscaling.k8s.io/v1/VerticalPodAutoscalerSpec";
import type { IEC2NodeClassSpec } from "@kubernetes-models/karpenter/karpenter.k8s.aws/v1/EC2NodeClassSpec";
import type { INodeClaimTemplateSpec } from "@kubernetes-models/karpenter/karpenter.sh/v1/NodeClaimTemplateSpec";
import type { INodePoolSpec } from "@kubernetes-models/karpenter/karpenter.sh/v1/NodePoolSpec";
import type { IScaledJobSpec } from "@kubernetes-models/keda/keda.sh/v1alpha1/ScaledJobSpec";
import type { IScaledObjectSpec } from "@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObjectSpec";
import type { IRevisionSpec } from "@kubernetes-models/knative/serving.knative.dev/v1/RevisionSpec";
import type { ITrafficTarget } from "@kubernetes-models/knative/serving.knative.dev/v1/TrafficTarget";
import type { IContainer } from "kubernetes-models/v1/Container";
import type { IPod } from "kubernetes-models/v1/Pod";
import type { IPodSpec } from "kubernetes-models/v1/PodSpec";
import type { IPodTemplateSpec } from "kubernetes-models/v1/PodTemplateSpec";

/** Name, labels and annotations of an object. */
type Metadata = NonNullable<IPod["metadata"]>;

/** Written by a controller. */
type Status = Record<string, unknown>;

interface Named {
  metadata?: Metadata;
  status?: Status;
}

/** A Deployment that brings a new version out step by step. */
export interface ArgoRollout extends Named {
  /** The version of the object: argoproj.io/v1alpha1. */
  apiVersion: "argoproj.io/v1alpha1";
  /** Rollout. */
  kind: "Rollout";
  spec: IRolloutSpec;
}

/** Recommends requests for the pods of a workload, and sets them where it is let. */
export interface VpaVerticalPodAutoscaler extends Named {
  /** The version of the object: autoscaling.k8s.io/v1. */
  apiVersion: "autoscaling.k8s.io/v1";
  /** VerticalPodAutoscaler. */
  kind: "VerticalPodAutoscaler";
  spec: IVerticalPodAutoscalerSpec;
}

/** How Karpenter makes nodes on EC2. */
export interface KarpenterEC2NodeClass extends Named {
  /** The version of the object: karpenter.k8s.aws/v1. */
  apiVersion: "karpenter.k8s.aws/v1";
  /** EC2NodeClass. */
  kind: "EC2NodeClass";
  spec?: IEC2NodeClassSpec;
}

/** Which nodes Karpenter may make, and how many. */
export interface KarpenterNodePool extends Named {
  /** The version of the object: karpenter.sh/v1. */
  apiVersion: "karpenter.sh/v1";
  /** NodePool. */
  kind: "NodePool";
  spec: Omit<INodePoolSpec, "template"> & {
    /** What each node of the pool is like. */
    template: {
      /** Labels and annotations of the nodes. */
      metadata?: { labels?: { [key: string]: string }; annotations?: { [key: string]: string } };
      spec: INodeClaimTemplateSpec;
    };
  };
}

/** Jobs that KEDA makes by the events that are waiting. */
export interface KedaScaledJob extends Named {
  /** The version of the object: keda.sh/v1alpha1. */
  apiVersion: "keda.sh/v1alpha1";
  /** ScaledJob. */
  kind: "ScaledJob";
  spec?: IScaledJobSpec;
}

/** How KEDA scales a workload by events. */
export interface KedaScaledObject extends Named {
  /** The version of the object: keda.sh/v1alpha1. */
  apiVersion: "keda.sh/v1alpha1";
  /** ScaledObject. */
  kind: "ScaledObject";
  spec: IScaledObjectSpec;
}

/** A service that Knative scales by requests, down to nothing. */
export interface KnativeService extends Named {
  /** The version of the object: serving.knative.dev/v1. */
  apiVersion: "serving.knative.dev/v1";
  /** Service. */
  kind: "Service";
  spec?: {
    /** What each revision of the service runs. */
    template?: { metadata?: Metadata; spec?: KnativeRevisionSpec };
    /** Which part of the requests each revision gets. */
    traffic?: ITrafficTarget[];
  };
}

type KnativeRevisionSpec = Omit<IPodSpec, "containers"> &
  Omit<IRevisionSpec, keyof IPodSpec> & {
    /** The containers of each pod; one alone needs no name. */
    containers: (Omit<IContainer, "name"> & { name?: string })[];
  };

/** A group of a Ray cluster's pods. Fields that are not named here are left to the operator. */
interface RayGroup {
  /** Options of `ray start`, each a string. */
  rayStartParams?: { [key: string]: string };
  /** The pod of the group. */
  template: IPodTemplateSpec;
  [field: string]: unknown;
}

interface RayClusterSpec {
  /** The version of Ray in the image. */
  rayVersion?: string;
  /** Whether Ray's own autoscaler sets the replicas of the groups. */
  enableInTreeAutoscaling?: boolean;
  /** Whether all pods are to be ended. */
  suspend?: boolean;
  /** The pod that governs the cluster. */
  headGroupSpec: RayGroup;
  /** The groups of pods that do the work. */
  workerGroupSpecs?: (RayGroup & {
    /** Name of the group. */
    groupName: string;
    /** How many replicas the group has. */
    replicas?: number;
    /** The least that the autoscaler may set. */
    minReplicas?: number;
    /** The most that the autoscaler may set. */
    maxReplicas?: number;
    /** How many pods make one replica. */
    numOfHosts?: number;
  })[];
  [field: string]: unknown;
}

/** A Ray cluster: a head and groups of workers. */
export interface RayCluster extends Named {
  /** The version of the object: ray.io/v1. */
  apiVersion: "ray.io/v1";
  /** RayCluster. */
  kind: "RayCluster";
  /** The head and the workers. */
  spec: RayClusterSpec;
}

/** Ray Serve applications on a cluster of their own. */
export interface RayService extends Named {
  /** The version of the object: ray.io/v1. */
  apiVersion: "ray.io/v1";
  /** RayService. */
  kind: "RayService";
  /** The applications and their cluster. */
  spec: {
    /** The applications, in the form of Ray Serve's own configuration. */
    serveConfigV2?: string;
    /** The cluster that they run on. */
    rayClusterConfig?: RayClusterSpec;
    [field: string]: unknown;
  };
}

/** A job on a Ray cluster. */
export interface RayJob extends Named {
  /** The version of the object: ray.io/v1. */
  apiVersion: "ray.io/v1";
  /** RayJob. */
  kind: "RayJob";
  /** The job and its cluster. */
  spec: {
    /** The command that is run. */
    entrypoint?: string;
    /** The cluster that is made for the job. */
    rayClusterSpec?: RayClusterSpec;
    /** The pod that submits the job. */
    submitterPodTemplate?: IPodTemplateSpec;
    [field: string]: unknown;
  };
}
