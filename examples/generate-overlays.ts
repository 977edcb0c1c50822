/**
 * Writes the usage histories of this example: `node examples/generate-overlays.ts`. Ten days of hourly totals over each
 * workload's replicas, with a working day's shape, and always the same.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";

/** Cores at noon, and bytes, by workload. */
const environments = {
  dev: { web: [0.08, 0.2e9], worker: [0.04, 0.3e9] },
  stage: { web: [0.35, 0.55e9], worker: [0.12, 0.4e9] },
  production: { web: [5.2, 2.4e9], worker: [0.7, 0.9e9] },
} as const;

const start = Date.UTC(2026, 4, 1);
const hours = 240;

for (const [name, workloads] of Object.entries(environments)) {
  const rows = ["time,workload,resource,value"];
  for (const [workload, [cores, bytes]] of Object.entries(workloads)) {
    for (let hour = 0; hour < hours; hour++) {
      const time = new Date(start + hour * 3_600_000).toISOString();
      const day = 0.55 + 0.45 * Math.cos((2 * Math.PI * ((hour % 24) - 13)) / 24);
      const wobble = 1 + 0.04 * Math.sin(hour * 1.7) + 0.03 * Math.cos(hour * 0.9);
      rows.push(`${time},${workload},cpu,${(cores * day * wobble).toFixed(4)}`);
      rows.push(`${time},${workload},memory,${Math.round(bytes * (0.85 + 0.15 * day) * wobble)}`);
    }
  }
  writeFileSync(path.join(import.meta.dirname, "overlays/overlays", name, "usage.csv"), `${rows.join("\n")}\n`);
}
