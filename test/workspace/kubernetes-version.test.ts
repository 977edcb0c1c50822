import assert from "node:assert/strict";
import { test } from "node:test";
import { createSnapshot, findingsOf } from "../../server/src/workspace/snapshot.ts";
import { checkFindings } from "../support/check.ts";
import { isMeant } from "./sturdy.ts";

const pod = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  hostnameOverride: web
MARK  containers: [{ name: web, image: web, resources: { requests: { cpu: 1, memory: 1Gi }, limits: { memory: 1Gi } } }]
`;

const mark = "# ^^^^^^^^^^^^^^^^ schema/unknown-field: spec.hostnameOverride exists from Kubernetes 1.34 on\n";

test("each folder has its own version of Kubernetes", () => {
  const files = new Map([
    ["old/.resource-planner.yaml", "kubernetesVersion: 1.33\n"],
    ["old/pod.yaml", pod.replace("MARK", mark)],
    ["new/pod.yaml", pod.replace("MARK", "")],
  ]);
  const snapshot = createSnapshot(files);
  for (const [file, text] of files) checkFindings(text, findingsOf(snapshot, file).filter(isMeant));
});

test("another version in the configuration is another judgment of the same text", () => {
  const text = pod.replace("MARK", "");
  const codes = ["1.33", "1.34"].map((version) => {
    const files = new Map([
      [".resource-planner.yaml", `kubernetesVersion: "${version}"\n`],
      ["pod.yaml", text],
    ]);
    return findingsOf(createSnapshot(files), "pod.yaml").flatMap(({ code }) =>
      code.startsWith("schema/") ? code : [],
    );
  });
  assert.deepEqual(codes, [["schema/unknown-field"], []]);
});

test("a version that is not bundled is named, and what it is checked by", () => {
  const text = `kubernetesVersion: "1.35"
#                  ^^^^^^ configuration/unbundled-version: Schemas of Kubernetes 1.32, 1.33, 1.34 and 1.36 are bundled: manifests for 1.35 are checked by those of 1.36.
`;
  const snapshot = createSnapshot(new Map([[".resource-planner.yaml", text]]));
  checkFindings(text, findingsOf(snapshot, ".resource-planner.yaml"));
});
