import type { Span } from "../document/span.ts";
import { settingsOf } from "./amounts.ts";
import { child, type Field, itemsOf, textOf } from "./field.ts";
import type { Container } from "./workload.ts";

/** A pod's containers: main ones, then init containers and native sidecars in the order in which they start. */
export function readContainers(podSpec: Field): readonly Container[] {
  const main = itemsOf(child(podSpec, "containers")).map((field) => readContainer(field, "main"));
  const init = itemsOf(child(podSpec, "initContainers")).map((field) =>
    readContainer(field, textOf(child(field, "restartPolicy")) === "Always" ? "sidecar" : "init"),
  );
  return [...main, ...init];
}

/** A container; `defaultName` is the name that it gets where none is written. */
export function readContainer(field: Field, type: Container["type"], defaultName: string = ""): Container {
  const name = child(field, "name");
  const image = textOf(child(field, "image"));
  return {
    name: textOf(name) ?? defaultName,
    type,
    nameSpan: name.node?.span ?? startOf(field),
    path: field.path,
    ...(image === undefined ? {} : { image }),
    requests: settingsOf(child(field, "resources", "requests")),
    limits: settingsOf(child(field, "resources", "limits")),
  };
}

/** A container without a name is found by the key that holds it, else by its first key. */
function startOf({ keySpan, node }: Field): Span {
  if (keySpan !== undefined) return keySpan;
  const first = node?.type === "map" ? node.entries[0] : undefined;
  return first?.keySpan ?? node?.span ?? { start: 0, end: 0 };
}
