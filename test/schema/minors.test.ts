import assert from "node:assert/strict";
import { test } from "node:test";
import { parseFile } from "../../server/src/document/parse.ts";
import { describeField } from "../../server/src/schema/describe.ts";
import { bundledMinors, judgedMinor, sinceText } from "../../server/src/schema/minors.ts";
import { validateDocument } from "../../server/src/schema/validate.ts";
import { checkFindings } from "../support/check.ts";

function check(kubernetesVersion: string | undefined, text: string): void {
  const { documents } = parseFile("a.yaml", text);
  checkFindings(
    text,
    documents.flatMap((document) => validateDocument(document, { kubernetesVersion })),
  );
}

const hostnameOverride = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      hostnameOverride: web.example
MARK
      containers: [{ name: web, image: web }]
`;

const refused = "#     ^^^^^^^^^^^^^^^^ schema/unknown-field: ";

test("a field of a later version is unknown, and its version is said", () => {
  const message = `${refused}spec.template.spec.hostnameOverride exists from Kubernetes 1.34 on; this folder says 1.33.`;
  check("1.33", hostnameOverride.replace("MARK", message));
});

test("a field is known from its version on", () => {
  for (const version of ["1.34", "1.35", "1.36", undefined]) check(version, hostnameOverride.replace("MARK\n", ""));
});

test("fields that another project lends from Kubernetes, and those of list items and aliases, have their version too", () => {
  check(
    "1.32",
    `
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: { name: chat }
spec:
  predictor:
    hostnameOverride: chat
#   ^^^^^^^^^^^^^^^^ schema/unknown-field: spec.predictor.hostnameOverride exists from Kubernetes 1.34 on
    containers:
      - name: chat
        lifecycle: &lifecycle
          stopSignal: SIGTERM
#         ^^^^^^^^^^ schema/unknown-field: spec.predictor.containers[0].lifecycle.stopSignal exists from Kubernetes 1.33 on
      - name: side
        lifecycle: *lifecycle
`,
  );
});

test("of a field that came between two bundled versions both are named", () => {
  check(
    "1.34",
    `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  schedulingGroup: { podGroupName: web }
# ^^^^^^^^^^^^^^^ schema/unknown-field: spec.schedulingGroup exists from Kubernetes 1.35 or 1.36 on; this folder says 1.34.
  containers: [{ name: web, image: web }]
`,
  );
});

test("a field that a version may have which is not bundled yet is no error", () => {
  const text = `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  volumes: [{ name: tmp, emptyDir: { flavor: 511 } }]
  containrs: []
`;
  const severities = ["1.36", "1.37"].map((kubernetesVersion) =>
    parseFile("a.yaml", text)
      .documents.flatMap((document) => validateDocument(document, { kubernetesVersion }))
      .map(({ severity, span }) => `${text.slice(span.start, span.end)} ${severity}`),
  );
  assert.deepEqual(severities, [
    ["flavor error", "containrs error"],
    ["flavor information", "containrs error"],
  ]);
});

const kinds: readonly (readonly [version: string, apiVersion: string, kind: string, message: string | undefined])[] = [
  [
    "1.33",
    "resource.k8s.io/v1",
    "ResourceClaim",
    "ResourceClaim of resource.k8s.io/v1 exists from Kubernetes 1.34 on, and this folder says 1.33; use resource.k8s.io/v1beta2",
  ],
  ["1.34", "resource.k8s.io/v1", "ResourceClaim", undefined],
  ["1.33", "resource.k8s.io/v1alpha3", "ResourceClaim", undefined],
  [
    "1.34",
    "resource.k8s.io/v1alpha3",
    "ResourceClaim",
    "ResourceClaim of resource.k8s.io/v1alpha3 was removed in Kubernetes 1.34; use resource.k8s.io/v1",
  ],
  [
    "1.36",
    "storage.k8s.io/v1alpha1",
    "VolumeAttributesClass",
    "VolumeAttributesClass of storage.k8s.io/v1alpha1 was removed in Kubernetes 1.35 or 1.36; use storage.k8s.io/v1",
  ],
  [
    "1.24",
    "policy/v1beta1",
    "PodDisruptionBudget",
    "Kubernetes 1.25 has no PodDisruptionBudget of policy/v1beta1 any more, 1.24 still has; from then on use policy/v1",
  ],
  [
    "1.25",
    "policy/v1beta1",
    "PodDisruptionBudget",
    "PodDisruptionBudget of policy/v1beta1 was removed in Kubernetes 1.25; use policy/v1",
  ],
];

for (const [version, apiVersion, kind, message] of kinds) {
  test(`${kind} of ${apiVersion} in Kubernetes ${version}`, () => {
    const { documents } = parseFile("a.yaml", `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\n`);
    const findings = documents.flatMap((document) => validateDocument(document, { kubernetesVersion: version }));
    assert.deepEqual(
      findings.map((finding) => finding.message),
      message === undefined ? [] : [message],
    );
  });
}

test("what is still served is no error, and what is not may be one", () => {
  const { documents } = parseFile("a.yaml", "apiVersion: batch/v1beta1\nkind: CronJob\n");
  const severities = ["1.24", "1.25"].map((kubernetesVersion) =>
    documents.flatMap((document) => validateDocument(document, { kubernetesVersion })).map(({ severity }) => severity),
  );
  assert.deepEqual(severities, [["information"], ["error"]]);
});

test("a field's description says since when it is there", () => {
  const path = ["spec", "template", "spec", "hostnameOverride"];
  assert.equal(describeField("apps/v1", "Deployment", path)?.since, "1.34");
  assert.equal(describeField("v1", "Pod", ["spec", "schedulingGroup"])?.since, "1.35 or 1.36");
  assert.equal(describeField("v1", "Pod", ["spec", "hostname"])?.since, undefined);
});

test("manifests for a version that is not bundled are judged by the next that is", () => {
  assert.deepEqual(["1.20", "1.32", "1.35", "1.99", undefined].map(judgedMinor), [
    "1.32",
    "1.32",
    "1.36",
    "1.36",
    "1.36",
  ]);
  assert.deepEqual(bundledMinors.map(sinceText), ["1.32", "1.33", "1.34", "1.35 or 1.36"]);
});
