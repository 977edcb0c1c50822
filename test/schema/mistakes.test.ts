import { test } from "node:test";
import { parseFile } from "../../server/src/document/parse.ts";
import { validateDocument } from "../../server/src/schema/validate.ts";
import { checkFindings } from "../support/check.ts";
import { dedent } from "../support/fixture.ts";

const pod = "apiVersion: v1\nkind: Pod\n";
const deployment = "apiVersion: apps/v1\nkind: Deployment\n";
const autoscaler = "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\n";
const cronJob = "apiVersion: batch/v1\nkind: CronJob\n";
const service = "apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\n";
const plan = "apiVersion: resource-planner.dev/v1\nkind: ResourcePlan\n";

const mistakes: readonly (readonly [name: string, kind: string, text: string])[] = [
  [
    "a misspelt field",
    pod,
    `
    spec:
      continers:
    # ^^^^^^^^^ schema/unknown-field: spec has no field "continers". Did you mean "containers"?
        - name: web
    `,
  ],
  [
    "a field in another case",
    pod,
    `
    spec:
      restart_policy: Never
    # ^^^^^^^^^^^^^^ schema/unknown-field: spec has no field "restart_policy". Did you mean "restartPolicy"?
      containers: [{ name: web }]
    `,
  ],
  [
    "a field that resembles none",
    pod,
    `
    spec:
      flavor: vanilla
    # ^^^^^^ schema/unknown-field: spec has no field "flavor".
      containers: [{ name: web }]
    `,
  ],
  [
    "two letters swapped in a short field",
    pod,
    `
    metadata:
      nmae: web
    # ^^^^ schema/unknown-field: metadata has no field "nmae". Did you mean "name"?
    spec:
      containers: [{ name: web }]
    `,
  ],
  [
    "containers that belong in the pod's template",
    deployment,
    `
    spec:
      selector: {}
      containers:
    # ^^^^^^^^^^ schema/unknown-field: spec has no field "containers": it belongs in spec.template.spec.
        - name: web
    `,
  ],
  [
    "an image that belongs in a container",
    deployment,
    `
    spec:
      image: nginx
    # ^^^^^ schema/unknown-field: spec has no field "image": it belongs in spec.template.spec.containers[].
      selector: {}
      template: { spec: { containers: [{ name: web }] } }
    `,
  ],
  [
    "requests that belong in resources",
    pod,
    `
    spec:
      containers:
        - name: web
          requests: { cpu: 1 }
    #     ^^^^^^^^ schema/unknown-field: spec.containers[0] has no field "requests": it belongs in spec.containers[].resources.
    `,
  ],
  [
    "replicas that belong two maps further out",
    deployment,
    `
    spec:
      selector: {}
      template:
        spec:
          replicas: 3
    #     ^^^^^^^^ schema/unknown-field: spec.template.spec has no field "replicas": it belongs in spec.
          containers: [{ name: web }]
    `,
  ],
  [
    "labels at the top",
    "",
    `
    { apiVersion: v1, kind: Pod, labels: { app: web }, spec: { containers: [{ name: web }] } }
    #                            ^^^^^^ schema/unknown-field: Pod has no field "labels": it belongs in metadata.
    `,
  ],
  [
    "a schedule in the job's template",
    cronJob,
    `
    spec:
      schedule: "0 3 * * *"
      jobTemplate:
        concurrencyPolicy: Forbid
    #   ^^^^^^^^^^^^^^^^^ schema/unknown-field: spec.jobTemplate has no field "concurrencyPolicy": it belongs in spec.
        spec: { template: { spec: { containers: [{ name: a }] } } }
    `,
  ],
  [
    "words for a number",
    deployment,
    `
    spec:
      replicas: three
    #           ^^^^^ schema/type: spec.replicas must be a whole number, not "three"
      selector: {}
      template: { spec: { containers: [{ name: web }] } }
    `,
  ],
  [
    "a fraction for a whole number",
    deployment,
    `
    spec:
      replicas: 2.5
    #           ^^^ schema/type: spec.replicas must be a whole number, not 2.5
      selector: {}
      template: { spec: { containers: [{ name: web }] } }
    `,
  ],
  [
    "a number in quotes",
    deployment,
    `
    spec:
      replicas: "3"
    #           ^^^ schema/type: spec.replicas must be a whole number, not "3"
      selector: {}
      template: { spec: { containers: [{ name: web }] } }
    `,
  ],
  [
    "a negative number of replicas",
    deployment,
    `
    spec:
      replicas: -1
    #           ^^ schema/range: spec.replicas must be at least 0, not -1
      selector: {}
      template: { spec: { containers: [{ name: web }] } }
    `,
  ],
  [
    "a number as the value of a variable",
    pod,
    `
    spec:
      containers:
        - name: web
          env:
            - name: PORT
              value: 8080
    #                ^^^^ schema/type: spec.containers[0].env[0].value must be a string, not 8080
    `,
  ],
  [
    "a boolean label",
    pod,
    `
    metadata:
      labels:
        example.com/public: true
    #                       ^^^^ schema/type: metadata.labels["example.com/public"] must be a string, not true
    spec:
      containers: [{ name: web }]
    `,
  ],
  [
    "an unquoted yes",
    pod,
    `
    metadata:
      annotations:
        enabled: yes
    #            ^^^ schema/type: metadata.annotations.enabled must be a string, not yes, which Kubernetes reads as true
    spec:
      containers: [{ name: web }]
    `,
  ],
  [
    "a map instead of a list",
    pod,
    `
    spec:
      containers:
        - name: web
          ports: { containerPort: 80 }
    #            ^^^^^^^^^^^^^^^^^^^^^ schema/type: spec.containers[0].ports must be a list, not a map
    `,
  ],
  [
    "a list instead of a map",
    pod,
    `
    metadata: [web]
    #         ^^^^^ schema/type: metadata must be a map, not a list
    spec:
      containers: [{ name: web }]
    `,
  ],
  [
    "a text instead of a list",
    pod,
    `
    spec:
      containers:
        - name: web
          command: sleep 10
    #              ^^^^^^^^ schema/type: spec.containers[0].command must be a list, not "sleep 10"
    `,
  ],
  [
    "a list as a quantity",
    pod,
    `
    spec:
      containers:
        - name: web
          resources: { requests: { cpu: [1] } }
    #                                   ^^^ schema/type: spec.containers[0].resources.requests.cpu must be a quantity such as 500m or 2Gi, not a list
    `,
  ],
  [
    "a value in the wrong case",
    pod,
    `
    spec:
      restartPolicy: always
    #                ^^^^^^ schema/enum: spec.restartPolicy must be one of Always, Never, OnFailure, not "always". Did you mean Always?
      containers: [{ name: web }]
    `,
  ],
  [
    "a value that resembles none",
    pod,
    `
    spec:
      containers:
        - name: web
          imagePullPolicy: Sometimes
    #                      ^^^^^^^^^ schema/enum: spec.containers[0].imagePullPolicy must be one of Always, IfNotPresent, Never, not "Sometimes"
    `,
  ],
  [
    "a number where a word is due: said once",
    pod,
    `
    spec:
      dnsPolicy: 1
    #            ^ schema/type: spec.dnsPolicy must be one of ClusterFirst, ClusterFirstWithHostNet, Default, None, not 1
      containers: [{ name: web }]
    `,
  ],
  [
    "a port that does not exist",
    pod,
    `
    spec:
      containers:
        - name: web
          ports: [{ containerPort: 70000 }]
    #                              ^^^^^ schema/range: spec.containers[0].ports[0].containerPort must be at most 65535, not 70000
    `,
  ],
  [
    "no containers",
    pod,
    `
    spec:
      containers: []
    #             ^^ schema/format: spec.containers must not be empty
    `,
  ],
  [
    "a container without a name",
    pod,
    `
    spec:
      containers:
        - image: nginx
    #     ^^^^^ schema/required: spec.containers[0] needs "name"
    `,
  ],
  [
    "several absent fields of one map",
    autoscaler,
    `
    spec:
      maxReplicas: 3
      scaleTargetRef: {}
    # ^^^^^^^^^^^^^^ schema/required: spec.scaleTargetRef needs "kind" and "name"
    `,
  ],
  [
    "a document without a specification",
    "",
    `
    { apiVersion: batch/v1, kind: Job, metadata: { name: a } }
    #                       ^^^^ schema/required: Job needs "spec"
    `,
  ],
  [
    "a required field without a value",
    deployment,
    `
    spec:
      selector:
    # ^^^^^^^^ schema/required: spec needs "selector"
      template: { spec: { containers: [{ name: web }] } }
    `,
  ],
  [
    "a misspelt field is not missing as well",
    deployment,
    `
    spec:
      selctor: {}
    # ^^^^^^^ schema/unknown-field: spec has no field "selctor". Did you mean "selector"?
      template: { spec: { containers: [{ name: web }] } }
    `,
  ],
  [
    "an empty container",
    pod,
    `
    spec:
      containers:
        - name: web
        -
    #    | schema/type: spec.containers[1] must be a map, not empty
    `,
  ],
  [
    "a metric's unknown type",
    autoscaler,
    `
    spec:
      maxReplicas: 0
    #              ^ schema/range: spec.maxReplicas must be at least 1, not 0
      scaleTargetRef: { kind: Deployment, name: web }
      metrics:
        - type: Resources
    #           ^^^^^^^^^ schema/enum: spec.metrics[0].type must be one of ContainerResource, External, Object, Pods, Resource, not "Resources". Did you mean Resource?
    `,
  ],
  [
    "an InferenceService's misspelt replicas",
    service,
    `
    spec:
      predictor:
        minReplica: 1
    #   ^^^^^^^^^^ schema/unknown-field: spec.predictor has no field "minReplica". Did you mean "minReplicas"?
        model:
          modelFormat: { name: sklearn }
          resources: { request: { cpu: 1 } }
    #                  ^^^^^^^ schema/unknown-field: spec.predictor.model.resources has no field "request". Did you mean "requests"?
    `,
  ],
  [
    "a plan's settings",
    plan,
    `
    spec:
      forecast: { horizon: 7 days }
    #                      ^^^^^^ schema/format: spec.forecast.horizon must be a duration such as 90s, 5m, 12h or 7d, not "7 days"
      sizing:
        adjustment: 0
    #               ^ schema/range: spec.sizing.adjustment must be a share above 0 and up to 1, such as 0.7 or 70%, not 0
        minimumChange: ten
    #                  ^^^ schema/format: spec.sizing.minimumChange must be a share such as 10% or 0.1, not "ten"
        cpu: { quantile: 95 }
    #                    ^^ schema/range: spec.sizing.cpu.quantile must be a share between 0 and 1, such as 0.95 or 99%, not 95
        memory: { limit: same }
    #                    ^^^^ schema/enum: spec.sizing.memory.limit must be one of none, keepRatio, equal, not "same"
      workloads:
        - ref: web
    #          ^^^ schema/format: spec.workloads[0].ref must be a reference Kind/namespace/name such as Deployment/default/api, not "web"
    `,
  ],
  [
    "a plan's history",
    plan,
    `
    spec:
      history:
        - {}
    #     ^^ schema/format: spec.history[0] must have exactly one of csv, prometheusResponse, openMetrics, file, prometheus
        - cvs: a
    #     ^^^ schema/unknown-field: spec.history[1] has no field "cvs". Did you mean "csv"?
        - { csv: a, openMetrics: b }
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^ schema/format: spec.history[2] must have exactly one of csv, prometheusResponse, openMetrics, file, prometheus
    `,
  ],
];

for (const [name, kind, text] of mistakes) {
  test(name, () => {
    const manifest = kind + dedent(text);
    checkFindings(
      manifest,
      parseFile("a.yaml", manifest).documents.flatMap((document) => validateDocument(document)),
    );
  });
}
