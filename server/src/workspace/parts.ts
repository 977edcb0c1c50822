import type { SourceFile } from "../document/document.ts";
import { readHelmValues } from "../workload/helm-values.ts";
import type { Inventory } from "../workload/inventory.ts";
import { ranked, readPriorityClasses } from "../workload/priority-class.ts";
import { readInventory } from "../workload/read.ts";

/** The files that are set aside in a snapshot, and all others. */
interface Files {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly setAside: ReadonlySet<string>;
}

const known: WeakMap<ReadonlySet<string>, Inventory> = new WeakMap();

/** What the files say that are set aside: their containers are checked, and none of them is planned. */
export function partsOf({ files, setAside }: Files): Inventory {
  const parts = known.get(setAside) ?? readParts([...files.values()].filter(({ file }) => setAside.has(file)));
  known.set(setAside, parts);
  return parts;
}

function readParts(files: readonly SourceFile[]): Inventory {
  const inventory = readInventory(files);
  const priorities = readPriorityClasses([]);
  const values = files
    .filter(({ file }) => isValuesFile(file))
    .flatMap(({ documents }) => documents.flatMap((document) => readHelmValues(document) ?? []))
    .map((workload) => ranked(workload, priorities));
  return { ...inventory, unplanned: [...inventory.unplanned, ...values], findings: [] };
}

/** Whether a file holds the values of a chart, by its name: `values.yaml`, `values-prod.yaml`. */
export function isValuesFile(file: string): boolean {
  return /(^|\/)values([-._][^/]*)?\.ya?ml$/.test(file);
}
