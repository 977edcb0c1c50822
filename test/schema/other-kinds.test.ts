import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseFile } from "../../server/src/document/parse.ts";
import { describeField } from "../../server/src/schema/describe.ts";
import { validateDocument } from "../../server/src/schema/validate.ts";
import { checkFindings } from "../support/check.ts";
import { dedent } from "../support/fixture.ts";

/** Objects as their projects' documentation has them, one of each kind; what the marks say is wrong was changed here. */
const objects: Readonly<Record<string, string>> = {
  Rollout: `
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata: { name: web, labels: { app: web } }
    spec:
      replicas: 5
      revisionHistoryLimit: 2
      selector: { matchLabels: { app: web } }
      template:
        metadata: { labels: { app: web } }
        spec:
          containers:
            - name: web
              image: web:1
              imagePullPolicy: Allways
              #                ^^^^^^^ schema/enum
              resources: { requests: { cpu: 5m, memory: 32Mi } }
      strategy:
        canary:
          maxSurge: 25%
          maxUnavailable: 0
          steps:
            - setWeight: 20
            - pause: {}
            - pause: { duration: 10 }
            - pause: { duration: 1h }
            - setWieght: 40
    #         ^^^^^^^^^ schema/unknown-field: spec.strategy.canary.steps[4] has no field "setWieght". Did you mean "setWeight"?
            - analysis: { templates: [{ templateName: success-rate }], args: [{ name: service, value: web }] }
          trafficRouting: { nginx: { stableIngress: web } }
  `,
  "Rollout by reference": `
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata: { name: web }
    spec:
      workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }
      strategy: { blueGreen: { activeService: a, previewService: b, autoPromotionEnabled: false } }
  `,
  VerticalPodAutoscaler: `
    apiVersion: autoscaling.k8s.io/v1
    kind: VerticalPodAutoscaler
    metadata: { name: web }
    spec:
      targetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
      updatePolicy: { updateMode: Auto, minReplicas: 2 }
      resourcePolicy:
        containerPolicies:
          - containerName: "*"
            minAllowed: { cpu: 100m, memory: 50Mi }
            maxAlowed: { cpu: 1, memory: 500Mi }
    #       ^^^^^^^^^ schema/unknown-field: spec.resourcePolicy.containerPolicies[0] has no field "maxAlowed". Did you mean "maxAllowed"?
            controlledResources: [cpu, memory]
            controlledValues: RequestsOnly
    status: { recommendation: { containerRecommendations: [] } }
  `,
  NodePool: `
    apiVersion: karpenter.sh/v1
    kind: NodePool
    metadata: { name: default }
    spec:
      template:
        metadata: { labels: { team: a } }
        spec:
          nodeClassRef: { group: karpenter.k8s.aws, kind: EC2NodeClass, name: default }
          taints: [{ key: example.com/special, effect: NoSchedule }]
          requirements:
            - { key: karpenter.sh/capacity-type, operator: In, values: [spot, on-demand] }
            - { key: node.kubernetes.io/instance-type, operator: Exists, minValues: 2 }
          expireAfter: 720h
      disruption:
        consolidationPolicy: WhenEmptyOrUnderutilized
        consolidateAfter: 1m
        budgets: [{ nodes: 10% }, { schedule: "0 9 * * mon-fri", duration: 8h, nodes: "0" }]
      limit: { cpu: "1000", memory: 1000Gi }
    # ^^^^^ schema/unknown-field: spec has no field "limit". Did you mean "limits"?
      weight: 10
  `,
  EC2NodeClass: `
    apiVersion: karpenter.k8s.aws/v1
    kind: EC2NodeClass
    metadata: { name: default }
    spec:
      amiFamily: AL2023
      role: KarpenterNodeRole
      subnetSelectorTerms: [{ tags: { karpenter.sh/discovery: a } }]
      securityGroupSelectorTerms: [{ id: sg-1 }]
      amiSelectorTerms: [{ alias: al2023@latest }]
      blockDeviceMappings: [{ deviceName: /dev/xvda, ebs: { volumeSize: 100Gi, volumeType: gp3, encrypted: true } }]
      kubelet: { maxPods: 20, systemReserved: { cpu: 100m } }
      tags: [a]
      #     ^^^ schema/type
  `,
  ScaledObject: `
    apiVersion: keda.sh/v1alpha1
    kind: ScaledObject
    metadata: { name: web }
    spec:
      scaleTargetRef: { name: web }
      pollingInterval: 30
      minReplicaCount: "0"
      #                ^^^ schema/type
      maxReplicaCount: 100
      fallback: { failureThreshold: 3, replicas: 6 }
      advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: 300 } } } }
      triggers:
        - type: prometheus
          metadata: { serverAddress: http://prometheus, threshold: "100", query: sum(rate(x[2m])) }
          authenticationRef: { name: auth }
        - type: cpu
          metricType: Utilization
          metadata: { value: "60" }
  `,
  ScaledJob: `
    apiVersion: keda.sh/v1alpha1
    kind: ScaledJob
    metadata: { name: job }
    spec:
      jobTargetRef:
        parallelism: 1
        template: { spec: { restartPolicy: Never, containers: [{ name: a, image: b, comand: [c] }] } }
        #                                                                           ^^^^^^ schema/unknown-field
      pollingInterval: 30
      maxReplicaCount: 100
      scalingStrategy: { strategy: default }
      triggers: [{ type: rabbitmq, metadata: { queueName: a } }]
  `,
  "Knative Service": `
    apiVersion: serving.knative.dev/v1
    kind: Service
    metadata: { name: hello }
    spec:
      template:
        metadata: { annotations: { autoscaling.knative.dev/target: "10" } }
        spec:
          containerConcurrency: 10
          timeoutSeconds: 300
          containers:
            - image: hello
              ports: [{ containerPort: 8080 }]
              env: [{ name: TARGET, value: World }]
              resource: { limits: { cpu: 1 } }
    #         ^^^^^^^^ schema/unknown-field: spec.template.spec.containers[0] has no field "resource". Did you mean "resources"?
      traffic: [{ latestRevision: true, percent: 100 }]
  `,
  RayCluster: `
    apiVersion: ray.io/v1
    kind: RayCluster
    metadata: { name: ray }
    spec:
      rayVersion: "2.9.0"
      enableInTreeAutoscaling: true
      autoscalerOptions: { idleTimeoutSeconds: 60 }
      headGroupSpec:
        rayStartParams: { dashboard-host: 0.0.0.0 }
        template: { spec: { containers: [{ name: head, image: ray }] } }
      workerGroupSpecs:
        - groupName: small
          replicas: "1"
          #         ^^^ schema/type
          rayStartParams: {}
          template: { spec: { containers: [{ name: worker, image: ray, resources: { limits: { nvidia.com/gpu: 1 } } }] } }
  `,
  RayService: `
    apiVersion: ray.io/v1
    kind: RayService
    metadata: { name: ray }
    spec:
      serveConfigV2: |
        applications: []
      rayClusterConfig:
        headGroupSpec: { rayStartParams: {}, template: { spec: { containers: [{ name: head, image: ray, port: [] }] } } }
        #                                                                                               ^^^^ schema/unknown-field
  `,
  RayJob: `
    apiVersion: ray.io/v1
    kind: RayJob
    metadata: { name: ray }
    spec:
      entrypoint: python a.py
      shutdownAfterJobFinishes: true
      rayClusterSpec: { headGroupSpec: { rayStartParams: {}, template: { spec: { containers: [{ name: head, image: ray }] } } } }
  `,
};

describe("objects of other projects are checked", () => {
  for (const [name, text] of Object.entries(objects)) {
    test(name, () => {
      const plain = dedent(text);
      const findings = parseFile("a.yaml", plain).documents.flatMap((document) => validateDocument(document));
      checkFindings(plain, findings);
    });
  }
});

test("their fields are described, those of pods by Kubernetes' own words", () => {
  const path = ["spec", "template", "spec", "containers", 0, "resources"];
  const field = describeField("argoproj.io/v1alpha1", "Rollout", path);
  assert.deepEqual(field, describeField("apps/v1", "Deployment", path));
  assert.notEqual(describeField("keda.sh/v1alpha1", "ScaledObject", ["spec", "maxReplicaCount"]), undefined);
});
