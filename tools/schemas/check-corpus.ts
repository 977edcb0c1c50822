import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseFile } from "../../server/src/document/parse.ts";
import { validateDocument } from "../../server/src/schema/validate.ts";

/**
 * Prints what the schemas say against every manifest in the folders that are named, to be looked at by a person: real
 * manifests are right for the most part, so what is found is a mistake of theirs, or one of the schemas.
 */

let files = 0;
let documents = 0;
let findings = 0;
for (const folder of process.argv.slice(2)) {
  for (const file of manifestsIn(folder)) {
    files++;
    const text = readFileSync(file, "utf8");
    for (const document of parseFile(path.relative(folder, file), text).documents) {
      documents++;
      for (const { code, message, span } of validateDocument(document)) {
        findings++;
        const line = text.slice(0, span.start).split("\n").length;
        process.stdout.write(`${document.file}:${line} ${document.broken ? "(broken) " : ""}${code} ${message}\n`);
      }
    }
  }
}
process.stdout.write(`${findings} findings in ${documents} documents of ${files} files\n`);

/** Charts' templates are not YAML before they are filled in. */
function manifestsIn(folder: string): readonly string[] {
  if (statSync(folder).isFile()) return [folder];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ya?ml|json)$/.test(file) && !file.split(path.sep).includes("templates"))
    .map((file) => path.join(folder, file))
    .sort();
}
