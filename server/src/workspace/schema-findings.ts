import type { ManifestDocument } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { oncePerContent } from "../document/once-per-content.ts";
import { type ValidationOptions, validateDocument } from "../schema/validate.ts";

// Marked, so that the planner, which validates nothing, is bundled without a megabyte of validators.
const ofWhole = /* @__PURE__ */ oncePerContent((document) => validateDocument(document, { isPart: false }));
const ofPart = /* @__PURE__ */ oncePerContent((document) => validateDocument(document, { isPart: true }));

/**
 * What its schema says against a document. By a bundled schema that depends on the document alone and is found once for
 * each state of it; by one that the workspace defines, on that as well.
 */
export function schemaFindings(document: ManifestDocument, options: ValidationOptions): readonly Finding[] {
  const { customSchemas, isPart } = options;
  if (customSchemas?.has(`${document.apiVersion}/${document.kind}`) === true)
    return validateDocument(document, options);
  return isPart === true ? ofPart(document) : ofWhole(document);
}
