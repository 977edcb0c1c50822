import { test } from "node:test";
import { parseFile } from "../../server/src/document/parse.ts";
import { validateDocument } from "../../server/src/schema/validate.ts";
import { checkFindings, checkFix } from "../support/check.ts";

const fixes: readonly (readonly [name: string, code: string, before: string, after: string])[] = [
  [
    "a misspelt field is renamed, and nothing else changes",
    "schema/unknown-field",
    "kind: Pod # a pod\r\napiVersion: v1\r\nspec:\r\n    continers:   # two\r\n    - {name: a}\r\n",
    "kind: Pod # a pod\r\napiVersion: v1\r\nspec:\r\n    containers:   # two\r\n    - {name: a}\r\n",
  ],
  [
    "a misspelt field keeps its quotes",
    "schema/unknown-field",
    '{"apiVersion":"v1","kind":"Pod","spec":{"continers":[{"name":"a"}]}}',
    '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"name":"a"}]}}',
  ],
  [
    "a value keeps its quotes",
    "schema/enum",
    "apiVersion: v1\nkind: Pod\nspec: { restartPolicy: 'always', containers: [{ name: a }] }\n",
    "apiVersion: v1\nkind: Pod\nspec: { restartPolicy: 'Always', containers: [{ name: a }] }\n",
  ],
  [
    "a number is put in quotes as it is written",
    "schema/type",
    "apiVersion: v1\nkind: Pod\nmetadata: { labels: { version: 1.10 } }\nspec: { containers: [{ name: a }] }\n",
    'apiVersion: v1\nkind: Pod\nmetadata: { labels: { version: "1.10" } }\nspec: { containers: [{ name: a }] }\n',
  ],
  [
    "an unquoted yes is put in quotes",
    "schema/type",
    "apiVersion: v1\nkind: Pod\nmetadata: { labels: { public: yes } }\nspec: { containers: [{ name: a }] }\n",
    'apiVersion: v1\nkind: Pod\nmetadata: { labels: { public: "yes" } }\nspec: { containers: [{ name: a }] }\n',
  ],
  [
    "a number loses its quotes",
    "schema/type",
    'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec: { maxReplicas: "5", scaleTargetRef: { kind: Deployment, name: a } }\n',
    "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec: { maxReplicas: 5, scaleTargetRef: { kind: Deployment, name: a } }\n",
  ],
  [
    "a boolean loses its quotes",
    "schema/type",
    "apiVersion: v1\nkind: Pod\nspec: { hostNetwork: 'true', containers: [{ name: a }] }\n",
    "apiVersion: v1\nkind: Pod\nspec: { hostNetwork: true, containers: [{ name: a }] }\n",
  ],
  [
    "an API version that was removed",
    "schema/api-version",
    "apiVersion: policy/v1beta1 # old\nkind: PodDisruptionBudget\nspec: { minAvailable: 1 }\n",
    "apiVersion: policy/v1 # old\nkind: PodDisruptionBudget\nspec: { minAvailable: 1 }\n",
  ],
  [
    "a kind of another API version",
    "schema/api-version",
    'apiVersion: "v1"\nkind: CronJob\n',
    'apiVersion: "batch/v1"\nkind: CronJob\n',
  ],
  [
    "a misspelt kind",
    "schema/kind",
    "apiVersion: apps/v1\nkind: Deploymnet\n",
    "apiVersion: apps/v1\nkind: Deployment\n",
  ],
];

for (const [name, code, before, after] of fixes) {
  test(name, () => {
    checkFix(before, findingsOf(before), code, after);
    const remaining = findingsOf(after).filter((finding) => finding.code === code);
    checkFindings("", remaining);
  });
}

test("nothing is corrected where it is not certain", () => {
  const uncertain = [
    // The anchored value is used elsewhere, where a number may be right.
    "apiVersion: v1\nkind: Pod\nmetadata: { labels: { a: *n } }\nspec: { priority: &n 5, containers: [{ name: a }] }\n",
    // Both hostIPC and hostPID are near.
    "apiVersion: v1\nkind: Pod\nspec: { hostI: 1, containers: [{ name: a }] }\n",
    "apiVersion: apps/v1\nkind: Deployment\nspec: { replicas: three, selector: {}, template: { spec: { containers: [{ name: a }] } } }\n",
    "apiVersion: apps/v1\nkind: Deployment\nspec: { replicas: '03', selector: {}, template: { spec: { containers: [{ name: a }] } } }\n",
    "apiVersion: autoscaling/v2beta1\nkind: HorizontalPodAutoscaler\n",
  ];
  for (const text of uncertain) {
    checkFindings(
      text,
      findingsOf(text).filter(({ fix }) => fix !== undefined),
    );
  }
});

function findingsOf(text: string) {
  return parseFile("a.yaml", text).documents.flatMap((document) => validateDocument(document));
}
