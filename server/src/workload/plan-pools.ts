import { amountsOf } from "./amounts.ts";
import { defaultNodes, defaultPodsPerNode, defaultPoolLabels } from "./defaults.ts";
import { child, type Field, fieldsOf, itemsOf, textOf, textsOf } from "./field.ts";
import {
  amount,
  isAbsent,
  numberOrNone,
  optionalSetting,
  type Report,
  type SettingKind,
  settingOf,
  text,
} from "./setting.ts";
import type { NodePool } from "./supply.ts";
import { readTaints } from "./taints.ts";
import type { Amounts } from "./workload.ts";

/** Reads `spec.pools`. Of two pools with one name the first counts; the other's nodes could not be told from its. */
export function readPools(field: Field, file: string, report: Report): readonly NodePool[] {
  const pools = new Map<string, NodePool>();
  for (const [index, item] of itemsOf(field).entries()) {
    const pool = readPool(item, `pool-${index + 1}`, file, report);
    if (pools.has(pool.name)) {
      report(child(item, "name"), `There is another pool named ${pool.name}; this one is left out.`);
    } else pools.set(pool.name, pool);
  }
  return [...pools.values()];
}

function readPool(field: Field, defaultName: string, file: string, report: Report): NodePool {
  const nameField = child(field, "name");
  if (isAbsent(nameField)) report(field, `A pool needs a name; this one is called ${defaultName}.`);
  const poolName = settingOf(nameField, text, defaultName, report);
  return {
    name: poolName,
    allocatable: readAllocatable(child(field, "allocatable"), poolName, report),
    nodes: readNodes(child(field, "nodes"), poolName, report),
    pricePerHour: optionalSetting(child(field, "pricePerHour"), numberOrNone, report) ?? null,
    labels: { ...defaultPoolLabels, ...textsOf(child(field, "labels")) },
    taints: readPoolTaints(child(field, "taints"), report),
    nodeNames: [],
    file,
    span: nameField.node?.span ?? field.node?.span ?? { start: 0, end: 0 },
  };
}

/** What cannot be read counts as not offered, so that no pod is placed on it. */
function readAllocatable(field: Field, pool: string, report: Report): Amounts {
  for (const { field: value } of fieldsOf(field)) optionalSetting(value, amount, report);
  const missing = ["cpu", "memory"].filter((resource) => isAbsent(child(field, resource)));
  if (missing.length > 0)
    report(field, `Pool ${pool} offers no ${missing.join(" and no ")}: no pod that requests it fits.`);
  const offered = Object.entries(amountsOf(field)).filter(([, value]) => value >= 0);
  return { pods: defaultPodsPerNode, ...Object.fromEntries(offered) };
}

const nodeCount: SettingKind<number> = {
  expected: "a whole number of nodes, 0 or more",
  read: (field) => {
    const count = numberOrNone.read(field);
    return Number.isSafeInteger(count) ? count : undefined;
  },
};

function readNodes(field: Field, pool: string, report: Report): NodePool["nodes"] {
  const min = settingOf(child(field, "min"), nodeCount, defaultNodes.min, report);
  const maxField = child(field, "max");
  const max = settingOf(maxField, nodeCount, Math.max(defaultNodes.max, min), report);
  if (max < min)
    report(maxField, `Pool ${pool} has at most ${max} nodes and at least ${min}; ${min} is used for both.`);
  else if (max === 0) report(maxField, `Pool ${pool} may have no nodes at all: nothing can be placed on it.`);
  return { min, max: Math.max(min, max) };
}

const effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

function readPoolTaints(field: Field, report: Report): NodePool["taints"] {
  for (const item of itemsOf(field)) {
    const effect = child(item, "effect");
    if (!effects.includes(textOf(effect) ?? "")) {
      report(
        isAbsent(effect) ? item : effect,
        `A taint's effect must be one of ${effects.join(", ")}; this one repels no pod.`,
      );
    }
  }
  return readTaints(field);
}
