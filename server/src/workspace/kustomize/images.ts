import type { ValueNode } from "../../document/document.ts";
import { scalarAt, stringAt } from "../../document/locate.ts";
import { type BuiltMap, type BuiltValue, computed, withEntry } from "./built-value.ts";
import { type Resource, withRoot } from "./resource.ts";

/** The resources with an entry of `images` applied to every container, wherever lists of containers stand in them. */
export function withImage(resources: readonly Resource[], image: ValueNode): readonly Resource[] {
  const name = stringAt(image, ["name"]);
  if (name === undefined) return resources;
  return resources.map((resource) => {
    const root = inContainers(resource.root, (container) => renamedImage(container, name, image));
    return root.type === "map" ? withRoot(resource, root) : resource;
  });
}

function inContainers(value: BuiltValue, change: (container: BuiltMap) => BuiltMap): BuiltValue {
  if (value.type === "scalar") return value;
  if (value.type === "sequence") return { ...value, items: value.items.map((item) => inContainers(item, change)) };
  const entries = value.entries.map((entry) => {
    const isList = entry.value.type === "sequence" && /^(?:init|ephemeral)?containers$/i.test(entry.key);
    if (!isList) return { ...entry, value: inContainers(entry.value, change) };
    const items = entry.value.items.map((item) => (item.type === "map" ? change(item) : item));
    return { ...entry, value: { ...entry.value, items } };
  });
  return { ...value, entries };
}

function renamedImage(container: BuiltMap, name: string, image: ValueNode): BuiltMap {
  const before = container.entries.find(({ key }) => key === "image")?.value;
  if (before?.type !== "scalar") return container;
  const after = imageText(before.source, name, image);
  return after === undefined ? container : withEntry(container, "image", computed(after, before.origin));
}

/** Undefined where the image is another one. */
function imageText(present: string, name: string, image: ValueNode): string | undefined {
  const parts = /^(?<name>.+?)(?<tag>:[\w][\w.-]*)?(?<digest>@[\w:.+-]+)?$/.exec(present)?.groups;
  if (parts?.["name"] !== name) return undefined;
  const base = stringAt(image, ["newName"]) ?? name;
  const digest = stringAt(image, ["digest"]);
  // A tag such as 1.0 reads as a number.
  const tag = scalarAt(image, ["newTag"])?.source;
  if (tag !== undefined && tag !== "") return `${base}:${tag}${digest === undefined ? "" : `@${digest}`}`;
  if (digest !== undefined) return `${base}@${digest}`;
  return `${base}${parts["tag"] ?? ""}${parts["digest"] ?? ""}`;
}
