import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as newest from "@kubernetes/client-node/dist/gen/models/all.js";
import * as models132 from "kubernetes-client-1.32/dist/gen/models/all.js";
import * as models133 from "kubernetes-client-1.33/dist/gen/models/all.js";
import * as models134 from "kubernetes-client-1.34/dist/gen/models/all.js";
import { attributesOf } from "./client-types.ts";
import type { Definitions } from "./definitions.ts";

const packages = path.join(import.meta.dirname, "../../node_modules");

/** The clients of the minor versions of Kubernetes that npm has, oldest first: each is generated from one of them. */
const clients = [
  { name: "kubernetes-client-1.32", models: models132 },
  { name: "kubernetes-client-1.33", models: models133 },
  { name: "kubernetes-client-1.34", models: models134 },
  { name: "@kubernetes/client-node", models: newest },
].map(({ name, models }) => ({ models, minor: minorOf(name), kinds: kindsOf(name) }));

/** The first and last of the bundled minor versions that have a kind, where these are not the oldest and the newest. */
interface KindMinors {
  from?: string;
  until?: string;
}

/** What differs between the bundled minor versions of Kubernetes: so the schemas of the newest stand for all of them. */
export interface Minors {
  /** Oldest first. */
  readonly minors: readonly string[];
  /** By `Class.field`: the first minor version with the field, where the oldest has the class and not the field. */
  readonly fields: Readonly<Record<string, string>>;
  /** By `apiVersion/kind`. */
  readonly kinds: Readonly<Record<string, KindMinors>>;
}

/** Compares what the clients know of the definitions' fields, and the kinds that they can make. */
export function readMinors(definitions: Definitions): Minors {
  return { minors: clients.map(({ minor }) => minor), fields: newFields(definitions), kinds: changedKinds() };
}

/** The kinds of the newest version, by apiVersion. */
export function newestKinds(): ReadonlyMap<string, readonly string[]> {
  const byVersion = new Map<string, string[]>();
  for (const each of [...(clients.at(-1)?.kinds ?? [])].sort()) {
    const slash = each.lastIndexOf("/");
    const kinds = byVersion.get(each.slice(0, slash)) ?? [];
    byVersion.set(each.slice(0, slash), [...kinds, each.slice(slash + 1)]);
  }
  return byVersion;
}

/** The schemas are those of the newest version: a field that it has lost could not be told from one that never was. */
function newFields(definitions: Definitions): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, { properties = {} }] of Object.entries(definitions)) {
    const known = clients.map(({ models }) => attributesOf(name, models)?.map(({ baseName }) => baseName));
    for (const field of known.flatMap((names) => names ?? [])) {
      if (known.at(-1)?.includes(field) !== true) throw new Error(`${name}.${field} is gone from the newest version`);
    }
    for (const field of Object.keys(properties)) {
      const first = known.findIndex((names) => names?.includes(field) === true);
      const minor = clients[first]?.minor;
      if (first > 0 && minor !== undefined && known[first - 1] !== undefined) fields[`${name}.${field}`] = minor;
    }
  }
  return fields;
}

function changedKinds(): Record<string, KindMinors> {
  const all = [...new Set(clients.flatMap(({ kinds }) => [...kinds]))].sort();
  const changes = all.map((kind) => {
    const having = clients.filter(({ kinds }) => kinds.has(kind));
    const [first, last] = [having[0], having.at(-1)];
    const minors: KindMinors = {};
    if (first !== undefined && first !== clients[0]) minors.from = first.minor;
    if (last !== undefined && last !== clients.at(-1)) minors.until = last.minor;
    return [kind, minors] as const;
  });
  return Object.fromEntries(changes.filter(([, minors]) => Object.keys(minors).length > 0));
}

/** The version that the client's own files say they are generated from: `v1.34.0`, `release-1.36`. */
function minorOf(name: string): string {
  const text = readFileSync(path.join(packages, name, "dist/gen/models/V1Pod.d.ts"), "utf8");
  const minor = /OpenAPI spec version: \D*(1\.\d+)/.exec(text)?.[1];
  if (minor === undefined) throw new Error(`${name} does not say which version it is generated from`);
  return minor;
}

/** Every `apiVersion/kind` that the client can make. Files of APIs that it no longer offers still lie in its folder. */
function kindsOf(name: string): ReadonlySet<string> {
  const folder = path.join(packages, name, "dist/gen");
  const offered = readFileSync(path.join(folder, "types/PromiseAPI.js"), "utf8");
  const files = readdirSync(path.join(folder, "apis")).filter((file) => /Api\.js$/.test(file));
  const texts = files
    .filter((file) => offered.includes(`class Promise${file.slice(0, -".js".length)} `))
    .map((file) => readFileSync(path.join(folder, "apis", file), "utf8"));
  const makes = /async create(?:Namespaced)?(\w+)\([\s\S]*?localVarPath = '\/apis?\/((?:[\w.]+\/)?v\d\w*)\/([^']*)'/g;
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(makes)]
        .filter(([, , , rest = ""]) => !rest.includes("{name}/"))
        .map(([, kind = "", apiVersion = ""]) => `${apiVersion}/${kind}`),
    ),
  );
}
