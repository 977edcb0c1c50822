import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type GeneratedDocument, generateDocuments } from "./documents.ts";
import { type Random, randomFrom } from "./random.ts";

/** A workspace on disk that is measured. */
export interface Subject {
  readonly title: string;
  readonly folder: string;
  /** The file that is typed in, relative to the folder. */
  readonly file: string;
}

/** How generated documents are laid out: as one stream, or in files of ten. */
export type Layout = "stream" | "files";

/** A copy of the example, so that nothing that is measured can change it. */
export function exampleSubject(root: string, folder: string): Subject {
  cpSync(path.join(root, "examples", "serving"), folder, { recursive: true });
  return { title: "examples/serving", folder, file: "deploy/web.yaml" };
}

/** Documents from a seed, with four weeks of history at 15 minutes for every `1 / share`th workload. */
export function generatedSubject(
  folder: string,
  { count, layout, share, seed }: { count: number; layout: Layout; share: number; seed: number },
): Subject {
  const random = randomFrom(seed);
  const documents = generateDocuments(count, random);
  const files = layout === "stream" ? [documents] : chunks(documents, 10);
  mkdirSync(path.join(folder, "deploy"), { recursive: true });
  mkdirSync(path.join(folder, "history"));
  for (const [index, each] of files.entries()) {
    writeFileSync(path.join(folder, "deploy", fileName(index)), each.map(({ text }) => text).join("---\n"));
  }
  writeFileSync(path.join(folder, "resource-plan.yaml"), resourcePlan(count));
  const workloads = documents.flatMap(({ workload }) => workload ?? []);
  const measured = workloads.filter((_, index) => index % Math.round(1 / share) === 0);
  for (const name of measured) writeFileSync(path.join(folder, "history", `${name}.csv`), history(random));
  const where = layout === "stream" ? "in one file" : `in ${files.length} files`;
  const title = `${count} documents ${where}, history for ${measured.length} of ${workloads.length} workloads`;
  return { title, folder, file: `deploy/${fileName(Math.floor(files.length / 2))}` };
}

/** Every manifest of a subject, as one text: what a parser would have to read to know the workspace. */
export function manifestText({ folder }: Subject): string {
  const deploy = path.join(folder, "deploy");
  return readdirSync(deploy)
    .map((file) => readFileSync(path.join(deploy, file), "utf8"))
    .join("---\n");
}

const fileName = (index: number): string => `manifests-${String(index).padStart(3, "0")}.yaml`;

function chunks(documents: readonly GeneratedDocument[], size: number): readonly (readonly GeneratedDocument[])[] {
  const count = Math.ceil(documents.length / size);
  return Array.from({ length: count }, (_, index) => documents.slice(index * size, (index + 1) * size));
}

function resourcePlan(count: number): string {
  return `apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata: { name: bench }
spec:
  manifests: ["deploy/**/*.yaml"]
  history:
    - csv: "history/*.csv"
  pools:
    - name: large
      allocatable: { cpu: 31500m, memory: 120Gi, pods: 110 }
      nodes: { min: 0, max: ${count} }
      pricePerHour: 1.36
    - name: small
      allocatable: { cpu: 7500m, memory: 28Gi, pods: 58 }
      nodes: { min: 0, max: ${count} }
      pricePerHour: 0.36
  allocation: { method: auto, objective: cost, timeLimit: 5s }
`;
}

/** A daily and a weekly cycle with noise, in a wide table. */
function history(random: Random): string {
  const base = 0.2 + random();
  const rows = Array.from({ length: 28 * 96 }, (_, slot) => {
    const busy = Math.exp(-((((slot / 4) % 24) - 13) ** 2) / 20) * (Math.floor(slot / 96) % 7 < 5 ? 1 : 0.4);
    const cpu = base * (0.3 + busy) * (0.9 + 0.2 * random());
    const memory = (300 + 500 * base + 80 * busy) * 2 ** 20 * (0.98 + 0.04 * random());
    const time = new Date(Date.UTC(2026, 0, 5) + slot * 900_000).toISOString();
    return `${time},${cpu.toFixed(4)},${Math.round(memory)}`;
  });
  return `time,cpu,memory\n${rows.join("\n")}\n`;
}
