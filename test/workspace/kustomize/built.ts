import { parseFile } from "../../../server/src/document/parse.ts";
import { type Build, buildKustomization, kustomizationIn } from "../../../server/src/workspace/kustomize/build.ts";
import { type Printed, print } from "../../../server/src/workspace/kustomize/print.ts";
import { dedent, extractFiles } from "../../support/fixture.ts";

/** A build of the kustomization in a folder, as it is printed. */
export interface Built {
  readonly files: ReadonlyMap<string, string>;
  readonly build: Build;
  readonly printed: Printed;
}

/** Builds a folder of a fixture of several files. */
export function builtFrom(fixture: string | ReadonlyMap<string, string>, folder: string = ""): Built {
  const files = typeof fixture === "string" ? extractFiles(dedent(fixture)) : fixture;
  const sources = new Map([...files].map(([file, text]) => [file, parseFile(file, text)]));
  const fileOf = (file: string) => sources.get(file);
  const kustomization = kustomizationIn(folder, fileOf);
  if (kustomization === undefined) throw new Error(`There is no kustomization in "${folder}".`);
  const build = buildKustomization(kustomization, fileOf);
  return {
    files,
    build,
    printed: print(build.resources.map(({ root }) => root)),
  };
}
