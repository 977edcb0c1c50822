import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { allFindings, createSnapshot } from "../../server/src/workspace/snapshot.ts";

/**
 * Prints what syntax and schemas say against every manifest in the folders that are named, charts and kustomizations
 * included, to be looked at by a person: real manifests are right for the most part, so what is found is a mistake of
 * theirs, or one of the schemas.
 */

let files = 0;
let documents = 0;
let findings = 0;
for (const folder of process.argv.slice(2)) {
  const texts = new Map(
    manifestsIn(folder).map((file) => [
      path.relative(folder, file).replaceAll(path.sep, "/"),
      readFileSync(file, "utf8"),
    ]),
  );
  const snapshot = createSnapshot(texts);
  files += texts.size;
  for (const source of snapshot.files.values()) documents += source.documents.length;
  for (const { code, message, file, span } of allFindings(snapshot)) {
    if (!/^(schema|yaml)\//.test(code)) continue;
    findings++;
    const line = texts.get(file)?.slice(0, span.start).split("\n").length ?? 0;
    process.stdout.write(`${file}:${line} ${code} ${message}\n`);
  }
}
process.stdout.write(`${findings} findings in ${documents} documents of ${files} files\n`);

function manifestsIn(folder: string): readonly string[] {
  if (statSync(folder).isFile()) return [folder];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ya?ml|json)$/.test(file))
    .map((file) => path.join(folder, file))
    .sort();
}
