/**
 * Writes the usage histories of `examples/overlays`: ten days at one hour of totals over each workload's replicas, with
 * a working day's shape. Nothing here was measured, and it is always the same.
 *
 *     node examples/generate-overlays.ts
 */
import { writeFileSync } from "node:fs";
import path from "node:path";

/** Cores at noon, and bytes, by environment and workload. */
const environments = {
  dev: { web: { cores: 0.08, bytes: 0.2e9 }, worker: { cores: 0.04, bytes: 0.3e9 } },
  stage: { web: { cores: 0.35, bytes: 0.55e9 }, worker: { cores: 0.12, bytes: 0.4e9 } },
  production: { web: { cores: 5.2, bytes: 2.4e9 }, worker: { cores: 0.7, bytes: 0.9e9 } },
} as const;

const start = Date.UTC(2026, 4, 1);
const hours = 240;

/** The files by their paths from `examples/overlays`. */
export function generateOverlays(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(environments).map(([name, workloads]) => {
      const rows = Object.entries(workloads).flatMap(([workload, use]) => rowsOf(workload, use));
      return [`overlays/${name}/usage.csv`, `${["time,workload,resource,value", ...rows].join("\n")}\n`];
    }),
  );
}

function rowsOf(
  workload: string,
  { cores, bytes }: { readonly cores: number; readonly bytes: number },
): readonly string[] {
  return Array.from({ length: hours }, (_, hour) => {
    const time = new Date(start + hour * 3_600_000).toISOString();
    const day = 0.55 + 0.45 * Math.cos((2 * Math.PI * ((hour % 24) - 13)) / 24);
    const wobble = 1 + 0.04 * Math.sin(hour * 1.7) + 0.03 * Math.cos(hour * 0.9);
    return [
      `${time},${workload},cpu,${(cores * day * wobble).toFixed(4)}`,
      `${time},${workload},memory,${Math.round(bytes * (0.85 + 0.15 * day) * wobble)}`,
    ];
  }).flat();
}

if (import.meta.main) {
  for (const [file, text] of generateOverlays()) {
    writeFileSync(path.join(import.meta.dirname, "overlays", file), text);
  }
}
