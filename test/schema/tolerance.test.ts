import assert from "node:assert/strict";
import { test } from "node:test";
import { parseFile } from "../../server/src/document/parse.ts";
import { validateDocument } from "../../server/src/schema/validate.ts";

const accepted: readonly (readonly [name: string, text: string])[] = [
  [
    "null where a field is optional, and in maps and lists of texts",
    `
apiVersion: apps/v1
kind: Deployment
metadata: { name: a, creationTimestamp: null, labels: { empty: } }
spec:
  replicas:
  strategy: ~
  selector: { matchLabels: { a: b } }
  template:
    spec:
      volumes:
      containers:
        - name: a
          args: [null]
          resources: { requests: { cpu: } }
      nodeSelector: null
status:
`,
  ],
  [
    "an empty text where a word is due",
    `
apiVersion: v1
kind: Pod
spec:
  dnsPolicy: ""
  containers: [{ name: a, imagePullPolicy: "" }]
  tolerations: [{ key: a, operator: Exists, effect: "" }]
`,
  ],
  [
    "what earlier and later versions of KServe have",
    `
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: { name: a }
spec:
  predictor:
    sklearn: { storageUri: "gs://a" }
    autoScaling:
      metrics: [{ type: Resource, name: cpu, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }]
      keda: { idleReplicaCount: 0, fallback: { replicas: 2 } }
  explainer:
    alibi: { type: AnchorImages, config: { batch_size: "40" } }
`,
  ],
  [
    "shares of pods and numbers of them",
    `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: a }
spec:
  updateStrategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 100% } }
  selector: { matchLabels: { a: b } }
  template: { spec: { containers: [{ name: a }] } }
`,
  ],
  [
    "yes and off as booleans",
    "apiVersion: v1\nkind: Pod\nspec: { hostNetwork: yes, enableServiceLinks: off, containers: [{ name: a, tty: Y }] }\n",
  ],
  [
    "a number or a text as a quantity, port or share",
    `
apiVersion: apps/v1
kind: Deployment
spec:
  strategy: { rollingUpdate: { maxSurge: 25%, maxUnavailable: 1 } }
  selector: {}
  template:
    spec:
      containers:
        - name: a
          resources: { requests: { cpu: 0.5, memory: 1Gi, nvidia.com/gpu: 1, ephemeral-storage: "2Gi" } }
          livenessProbe: { httpGet: { port: http } }
          readinessProbe: { httpGet: { port: 80 } }
`,
  ],
  [
    "placeholders of templates",
    `
apiVersion: apps/v1
kind: Deployment
metadata: {{ include "metadata" }}
spec:
  replicas: {{ .Values.replicas }}
  paused: "{{ .Values.paused }}"
  selector: {}
  template: { spec: { containers: [{ name: a, ports: [{ containerPort: {{port}} }] }] } }
`,
  ],
  ["patches, which are not whole", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\n$patch: delete\n"],
  [
    "a serving container's probe without a port",
    `
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
spec:
  predictor:
    containers: [{ name: kserve-container, image: a, readinessProbe: { httpGet: { path: /ready } } }]
`,
  ],
  [
    "a field that the API server writes",
    `
apiVersion: v1
kind: Node
metadata: { name: a, managedFields: [{ manager: kubelet, fieldsV1: { "f:status": {} } }] }
status: { allocatable: { cpu: "4", pods: 110 }, capacity: { cpu: 4 } }
`,
  ],
];

for (const [name, text] of accepted) {
  test(`accepted: ${name}`, () => {
    const messages = parseFile("a.yaml", text)
      .documents.flatMap((document) => validateDocument(document))
      .map(({ message }) => message);
    assert.deepEqual(messages, []);
  });
}

test("of a broken document what is wrong is reported, and not what is missing", () => {
  const text = "apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: always\n  volumes: [{ \n";
  const [document] = parseFile("a.yaml", text).documents;
  assert.ok(document?.broken);
  assert.deepEqual(
    validateDocument(document).map(({ code }) => code),
    ["schema/enum"],
  );
});

test("what several aliases lead to is reported once, at the anchor", () => {
  const text = `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, env: &env [{ name: A, value: 1 }] }
    - { name: b, env: *env }
    - { name: c, env: *env }
`;
  const findings = parseFile("a.yaml", text).documents.flatMap((document) => validateDocument(document));
  assert.deepEqual(
    findings.map(({ code, span }) => [code, text.slice(span.start, span.end)]),
    [["schema/type", "1"]],
  );
});

test("an object that its aliases make very large is not walked", () => {
  const levels = Array.from({ length: 30 }, (_, level) => `  l${level + 1}: &l${level + 1} [*l${level}, *l${level}]`);
  const text = `apiVersion: v1\nkind: Pod\nspec:\n  l0: &l0 [a]\n${levels.join("\n")}\n`;
  for (const document of parseFile("a.yaml", text).documents) assert.deepEqual(validateDocument(document), []);
});

test("the items of a List are validated by their own kinds", () => {
  const text = `
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    spec: { container: [] }
  - { kind: Pod, apiVersion: v1, spec: { containers: [{ name: a }] } }
`;
  const findings = parseFile("a.yaml", text).documents.flatMap((document) => validateDocument(document));
  assert.deepEqual(
    findings.map(({ message }) => message),
    ['spec has no field "container". Did you mean "containers"?'],
  );
});
