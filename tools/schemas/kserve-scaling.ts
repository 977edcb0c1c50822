/** How KServe scales a component by several metrics, as types; see `kserve.ts`. */

import type { IHorizontalPodAutoscalerBehavior } from "kubernetes-models/autoscaling/v2/HorizontalPodAutoscalerBehavior";
import type { IMetricTarget } from "kubernetes-models/autoscaling/v2/MetricTarget";

/** Autoscaling by several metrics, or by metrics from outside. */
export interface AutoScalingSpec {
  /** What the autoscaler watches; the metric that asks for most replicas decides. */
  metrics?: MetricsSpec[];
  /** How fast it scales up and down. */
  behavior?: IHorizontalPodAutoscalerBehavior;
  /** What only KEDA knows, in the words of its ScaledObject: intervals, idle replicas, fallback. */
  keda?: { [field: string]: unknown };
}

/** One metric: the field that bears its type's name says which. */
export interface MetricsSpec {
  /** Which of the other fields holds. */
  type: "Resource" | "External" | "PodMetric";
  /** What the metric is called. */
  name?: string;
  /** Use of the pods' own cpu or memory. */
  resource?: { name: "cpu" | "memory"; target: MetricTarget };
  /** A query to a monitoring system. */
  external?: { metric: ExternalMetric; target: MetricTarget; authenticationRef?: ExternalMetricAuthentication };
  /** A metric that the pods report. */
  podmetric?: { metric: PodMetric; target: MetricTarget };
}

/** What a metric should be at. */
export interface MetricTarget extends Pick<IMetricTarget, "value" | "averageValue" | "averageUtilization"> {
  /** How the target is meant. */
  type?: "Utilization" | "Value" | "AverageValue";
}

/** A query to a monitoring system. */
export interface ExternalMetric {
  /** The monitoring system. */
  backend?: "prometheus" | "graphite";
  /** Its address. */
  serverAddress?: string;
  /** The query, in its language. */
  query?: string;
  /** The namespace that is asked about. */
  namespace?: string;
}

/** How the monitoring system is told who asks. */
export interface ExternalMetricAuthentication {
  /** The ways of authentication that are used. */
  authModes?: string;
  /** The TriggerAuthentication that holds the credentials. */
  authenticationRef: { name: string };
}

/** A metric that the pods report. */
export interface PodMetric {
  /** The system that collects it. */
  backend?: "opentelemetry";
  /** Address of the collector. */
  serverAddress?: string;
  /** The metrics that are collected. */
  metricNames?: string[];
  /** The query over them. */
  query?: string;
  /** How samples over time become one value. */
  operationOverTime?: string;
}
