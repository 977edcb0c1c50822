import assert from "node:assert/strict";
import { test } from "node:test";
import { parseFile } from "../../server/src/document/parse.ts";
import { validateDocument } from "../../server/src/schema/validate.ts";

const messages: readonly (readonly [text: string, code: string, message: string])[] = [
  [
    "apiVersion: extensions/v1beta1\nkind: Deployment\n",
    "schema/api-version",
    "Deployment of extensions/v1beta1 was removed in Kubernetes 1.16; use apps/v1",
  ],
  [
    "apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler\n",
    "schema/api-version",
    "HorizontalPodAutoscaler of autoscaling/v2beta2 was removed in Kubernetes 1.26; use autoscaling/v2",
  ],
  [
    "apiVersion: autoscaling/v2beta1\nkind: HorizontalPodAutoscaler\n",
    "schema/api-version",
    "HorizontalPodAutoscaler of autoscaling/v2beta1 was removed in Kubernetes 1.25; use autoscaling/v2, whose metrics have a target instead of targetAverageUtilization",
  ],
  [
    "apiVersion: serving.kserve.io/v1alpha2\nkind: InferenceService\n",
    "schema/api-version",
    "InferenceService of serving.kserve.io/v1alpha2 is no longer served; use serving.kserve.io/v1beta1, whose predictor has neither default nor canary",
  ],
  [
    "apiVersion: extensions/v1beta1\nkind: Ingress\n",
    "schema/api-version",
    "Ingress of extensions/v1beta1 was removed in Kubernetes 1.22; use networking.k8s.io/v1, whose paths have a pathType and a backend of service.name and service.port",
  ],
  [
    "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\n",
    "schema/api-version",
    "PodSecurityPolicy of policy/v1beta1 was removed in Kubernetes 1.25; label the namespaces for Pod Security admission instead",
  ],
  [
    "apiVersion: resource.k8s.io/v1alpha3\nkind: ResourceClaim\n",
    "schema/api-version",
    "ResourceClaim of resource.k8s.io/v1alpha3 was removed in Kubernetes 1.34; use resource.k8s.io/v1",
  ],
  [
    "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBindng\n",
    "schema/kind",
    "rbac.authorization.k8s.io/v1 has no kind ClusterRoleBindng. Did you mean ClusterRoleBinding?",
  ],
  ["apiVersion: v1\nkind: Deployment\n", "schema/api-version", "v1 has no kind Deployment; use apps/v1"],
  ["apiVersion: apps/v2\nkind: StatefulSet\n", "schema/api-version", "apps/v2 has no kind StatefulSet; use apps/v1"],
  ["apiVersion: apps/v1\nkind: Service\n", "schema/api-version", "apps/v1 has no kind Service; use v1"],
  [
    "apiVersion: autoscaling/v3\nkind: HorizontalPodAutoscaler\n",
    "schema/api-version",
    "autoscaling/v3 has no kind HorizontalPodAutoscaler; use autoscaling/v2",
  ],
  [
    "apiVersion: resource-planner.dev/v2\nkind: ResourcePlan\n",
    "schema/api-version",
    "resource-planner.dev/v2 has no kind ResourcePlan; use resource-planner.dev/v1",
  ],
  ["apiVersion: v1\nkind: pod\n", "schema/kind", "v1 has no kind pod. Did you mean Pod?"],
  [
    "apiVersion: apps/v1\nmetadata: { name: a }\nspec: { replicas: 1 }\n",
    "schema/required",
    'The document needs "kind"',
  ],
  [
    "kind: Deployment\nmetadata: { name: a }\nspec: { replicas: 1 }\n",
    "schema/required",
    'The document needs "apiVersion"',
  ],
];

for (const [text, code, message] of messages) {
  test(message, () => {
    const findings = parseFile("a.yaml", text).documents.flatMap((document) => validateDocument(document));
    assert.deepEqual(
      findings.map((finding) => [finding.code, finding.message]),
      [[code, message]],
    );
  });
}

test("documents that may be somebody else's are left alone", () => {
  const others = [
    "",
    "# a comment\n",
    "just text\n",
    "- 1\n- 2\n",
    "name: chart\nversion: 1.0.0\n",
    "apiVersion: v2\nname: a-helm-chart\n",
    "apiVersion: apps/v1\n",
    "kind: Deployment\n",
    "kind: Node\nmetadata: { name: a }\n",
    "apiVersion: batch.volcano.sh/v1alpha1\nkind: Job\nspec: { anything: 1 }\n",
    "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n",
    "apiVersion: ray.io/v1alpha1\nkind: RayCluster\n",
    "apiVersion: karpenter.sh/v1beta1\nkind: NodePool\n",
    "apiVersion: autoscaling.k8s.io/v1beta2\nkind: VerticalPodAutoscaler\n",
    "apiVersion: networking.k8s.io/v1\nkind: Ingress\n",
    "apiVersion: resource.k8s.io/v1beta1\nkind: ResourceClaim\n",
    "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleList\nitems: []\n",
    "apiVersion: v1\nkind: Service\nspec: { anything: 1 }\n",
    "apiVersion: v1\nkind: PodList\nitems: []\n",
  ];
  for (const text of others) {
    assert.deepEqual(
      parseFile("a.yaml", text).documents.flatMap((document) => validateDocument(document)),
      [],
      text,
    );
  }
});
