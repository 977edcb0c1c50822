/**
 * The Kubernetes kinds whose schemas are bundled. ts-json-schema-generator reads these types; each bears the name of its
 * class in `@kubernetes/client-node`, whose type maps know what the types cannot say: which numbers are whole.
 */

import type { IDaemonSet } from "kubernetes-models/apps/v1/DaemonSet";
import type { IDeployment } from "kubernetes-models/apps/v1/Deployment";
import type { IReplicaSet } from "kubernetes-models/apps/v1/ReplicaSet";
import type { IStatefulSet } from "kubernetes-models/apps/v1/StatefulSet";
import type { IHorizontalPodAutoscaler as IHorizontalPodAutoscalerV1 } from "kubernetes-models/autoscaling/v1/HorizontalPodAutoscaler";
import type { IHorizontalPodAutoscaler as IHorizontalPodAutoscalerV2 } from "kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler";
import type { ICronJob } from "kubernetes-models/batch/v1/CronJob";
import type { IJob } from "kubernetes-models/batch/v1/Job";
import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import type { IPriorityClass } from "kubernetes-models/scheduling.k8s.io/v1/PriorityClass";
import type { ILimitRange } from "kubernetes-models/v1/LimitRange";
import type { INode } from "kubernetes-models/v1/Node";
import type { IPod } from "kubernetes-models/v1/Pod";
import type { IPodList } from "kubernetes-models/v1/PodList";
import type { IReplicationController } from "kubernetes-models/v1/ReplicationController";
import type { IResourceQuota } from "kubernetes-models/v1/ResourceQuota";

export type V1DaemonSet = IDaemonSet;
export type V1Deployment = IDeployment;
export type V1ReplicaSet = IReplicaSet;
export type V1StatefulSet = IStatefulSet;
export type V1CronJob = ICronJob;
export type V1Job = IJob;
export type V1PodDisruptionBudget = IPodDisruptionBudget;
export type V1PriorityClass = IPriorityClass;
export type V1LimitRange = ILimitRange;
export type V1Node = INode;
export type V1Pod = IPod;
export type V1ReplicationController = IReplicationController;
export type V1ResourceQuota = IResourceQuota;
export type V1HorizontalPodAutoscaler = IHorizontalPodAutoscalerV1;
export type V2HorizontalPodAutoscaler = IHorizontalPodAutoscalerV2;

/** List holds objects of any kind, one after the other. */
export interface V1List extends Pick<IPodList, "metadata"> {
  /** The version of the list: v1. */
  apiVersion: "v1";
  /** List. */
  kind: "List";
  /** The objects, each with its own apiVersion and kind. */
  items: { apiVersion: string; kind: string; [field: string]: unknown }[];
}
