import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRules, fixed } from "./check-rules.ts";
import { deployment } from "./deployment.ts";

test("what is no quantity is an error on the value", () =>
  checkRules(
    deployment(`requests:
  cpu: 500mi
  #    ^^^^^ quantity/invalid: "500mi" is not a Kubernetes quantity; write 500Mi.
  memory: "128MB" # much
  #       ^^^^^^^ quantity/invalid: "128MB" is not a Kubernetes quantity; write 128M.
  ephemeral-storage: lots
  #                  ^^^^ quantity/invalid: "lots" is not a Kubernetes quantity; write it like 512Mi or 2Gi.
limits:
  cpu: 1 core
  #    ^^^^^^ quantity/invalid
  memory:`),
  ));

test("its fix writes what was meant and keeps quotes and comment", () =>
  assert.equal(
    fixed(deployment(`requests:\n  memory: "128MB" # much`), "quantity/invalid"),
    deployment(`requests:\n  memory: "128M" # much`),
  ));

test("bytes in thousandths", () =>
  checkRules(
    deployment(`requests:
  cpu: 128m
  memory: 128m
  #       ^^^^ quantity/milli-memory: 128m of memory is 0.128 byte;
limits:
  memory: 1288490188800m
  #       ^^^^^^^^^^^^^^ quantity/milli-memory: 1288490188800m of memory is not a whole number`),
  ));

test("the fix of thousandths of bytes writes mebibytes; of a large amount, whole bytes", () => {
  const fix = (memory: string) => fixed(deployment(`limits:\n  memory: ${memory}`), "quantity/milli-memory");
  assert.equal(fix("128m"), deployment(`limits:\n  memory: 128Mi`));
  assert.equal(fix("1288490188801m"), deployment(`limits:\n  memory: 1288490189`));
});

test("negative amounts", () =>
  checkRules(
    deployment(`requests:
  cpu: -100m
  #    ^^^^^ quantity/negative: cpu cannot be negative, but is -100m.
  memory: "-1Gi"
  #       ^^^^^^ quantity/negative`),
  ));

test("units that are missing or of another resource", () =>
  checkRules(
    deployment(`requests:
  cpu: 500
  #    ^^^ quantity/suspicious-unit: 500 of cpu is 500 whole cores
  memory: 512
  #       ^^^ quantity/suspicious-unit: 512 of memory is 512 bytes
limits:
  cpu: 2Gi
  #    ^^^ quantity/suspicious-unit: 2Gi of cpu is 2147483648 cores; Gi is a unit for bytes.
  memory: 536870912`),
  ));

test("a capital M of cpu becomes a small one", () =>
  assert.equal(
    fixed(deployment(`limits: { cpu: 500M }`), "quantity/suspicious-unit"),
    deployment(`limits: { cpu: 500m }`),
  ));

test("quotas, limit ranges, pools and nodes are judged as well, but not for being large or small", () =>
  checkRules(`
    apiVersion: v1
    kind: ResourceQuota
    metadata: { name: all }
    spec:
      hard:
        requests.cpu: 4000
        requests.memory: 128m
        #                ^^^^ quantity/milli-memory: 128m of memory
        limits.memory: 1TB
        #              ^^^ quantity/invalid
        pods: "-1"
        #     ^^^^ quantity/negative
    ---
    apiVersion: v1
    kind: LimitRange
    metadata: { name: all }
    spec:
      limits:
        - type: Container
          default: { memory: 512mb }
          #                  ^^^^^ quantity/invalid
          defaultRequest: { cpu: 1Gi }
          #                      ^^^ quantity/suspicious-unit
    ---
    apiVersion: v1
    kind: Node
    metadata: { name: one }
    status: { allocatable: { cpu: 400, memory: 64GB } }
    #                                          ^^^^ quantity/invalid
  `));

test("requests of the pod as a whole are judged as well", () =>
  checkRules(
    deployment("{}").replace(
      "      containers:\n",
      "      resources:\n        limits: { memory: 1GB }\n        #                 ^^^ quantity/invalid\n      containers:\n",
    ),
  ));

test("a value that several containers share is reported once", () =>
  checkRules(
    deployment(`requests: &same
  memory: 100MB
  #       ^^^^^ quantity/invalid
limits: *same`),
  ));
