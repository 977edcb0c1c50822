import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRules, fixed } from "./check-rules.ts";
import { deployment } from "./deployment.ts";

test("a limit below its request is an error on the limit", () =>
  checkRules(
    deployment(`requests: { cpu: 2, memory: 1Gi }
limits:
  cpu: 1500m
  #    ^^^^^ resources/limit-below-request: The cpu limit of 1500m is below the request of 2.
  memory: 1024Mi`),
  ));

test("its fix raises the limit", () =>
  assert.equal(
    fixed(deployment(`requests:\n  memory: 1Gi\nlimits:\n  memory: 512Mi # tight`), "resources/limit-below-request"),
    deployment(`requests:\n  memory: 1Gi\nlimits:\n  memory: 1Gi # tight`),
  ));

test("a value that is wrong by itself is not compared", () =>
  checkRules(
    deployment(`requests: { memory: 1Gi }
limits:
  memory: 128m
  #       ^^^^ quantity/milli-memory`),
  ));

test("an empty map of requests is nothing wrong in itself", () => checkRules(deployment("requests: {}")));

test("devices are handed out whole", () =>
  checkRules(
    deployment(`limits:
  nvidia.com/gpu: 0.5
  #               ^^^ resources/fractional-device: nvidia.com/gpu is handed out whole; 0.5 is not a whole number.
  amd.com/gpu: 500m
  #            ^^^^ resources/fractional-device`),
  ));

test("a device's request must equal its limit", () =>
  checkRules(
    deployment(`requests:
  memory: 1Gi
  nvidia.com/gpu: 1
  #               ^ resources/device-request-limit: The request of 1 nvidia.com/gpu must equal its limit of 2
  hugepages-2Mi: 64Mi
  #              ^^^^ resources/device-request-limit: hugepages-2Mi cannot be overcommitted and needs a limit
limits:
  nvidia.com/gpu: "2"
  amd.com/gpu: 1`),
  ));

test("the fix of a device's request", () => {
  const fix = (resources: string) => fixed(deployment(resources), "resources/device-request-limit");
  assert.equal(
    fix(`requests:\n  nvidia.com/gpu: 1\nlimits:\n  nvidia.com/gpu: 2`),
    deployment(`requests:\n  nvidia.com/gpu: 2\nlimits:\n  nvidia.com/gpu: 2`),
  );
  assert.equal(
    fix(`requests:\n  nvidia.com/gpu: 1`),
    deployment(`requests:\n  nvidia.com/gpu: 1\nlimits:\n  nvidia.com/gpu: 1`),
  );
});

test("unknown names are found on the key", () =>
  checkRules(
    deployment(`requests:
  memmory: 1Gi
# ^^^^^^^ resources/unknown-name: Kubernetes has no resource called memmory. Did you mean memory?
  gpu: 1
# ^^^ resources/unknown-name: Kubernetes has no resource called gpu. Did you mean nvidia.com/gpu?
  storage: 1Gi
# ^^^^^^^ resources/unknown-name: Kubernetes has no resource called storage; device names have a domain
  hugepages-1Gi: 1Gi
  example.com/fpga: 1
  cpu: 1
limits:
  hugepages-1Gi: 1Gi
  example.com/fpga: 1
  nvidia.com/gpus: 1
# ^^^^^^^^^^^^^^^ resources/unknown-name: No known device is called nvidia.com/gpus`),
  ));

test("a device that a pool offers is known, whatever it is called", () =>
  checkRules(`apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata: { name: all }
spec:
  pools:
    - { name: a, allocatable: { cpu: 4, memory: 8Gi, nvidia.com/gpus: 4 } }
---
${deployment(`limits:
  nvidia.com/gpus: 1
  gpus: 1
# ^^^^ resources/unknown-name: Kubernetes has no resource called gpus. Did you mean nvidia.com/gpus?`)}`));

test("the fix renames the key, unless the right one stands beside it", () => {
  assert.equal(
    fixed(deployment("requests: { memmory: 1Gi }"), "resources/unknown-name"),
    deployment("requests: { memory: 1Gi }"),
  );
  assert.throws(() => fixed(deployment("requests: { memmory: 1Gi, memory: 2Gi }"), "resources/unknown-name"), /No fix/);
});

/** An autoscaler of Deployment `target`, with a mark below the name where one is given. */
function autoscaler(target: string, namespace: string, mark = ""): string {
  return `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: scaler, namespace: ${namespace} }
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${target}
${mark === "" ? "" : `    #     ^^^ autoscaler/dangling-target: ${mark}\n`}  maxReplicas: 4
`;
}

test("an autoscaler's target that is not there", () => {
  const mark = "There is no Deployment wbe in namespace default. Did you mean web?";
  checkRules(`${deployment("{}")}---\n${autoscaler("wbe", "default", mark)}`);
  assert.equal(
    fixed(`${deployment("{}")}---\n${autoscaler("wbe", "default")}`, "autoscaler/dangling-target"),
    `${deployment("{}")}---\n${autoscaler("web", "default")}`,
  );
});

test("an autoscaler whose kind of target is kept elsewhere is left alone", () =>
  checkRules(autoscaler("web", "default")));

test("an autoscaler scales only its own namespace", () => {
  const mark = "There is no Deployment web in namespace other. Deployment web is in namespace default;";
  checkRules(`${deployment("{}")}---\n${autoscaler("web", "other", mark)}`);
});
