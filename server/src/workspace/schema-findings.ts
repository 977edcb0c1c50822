import type { ManifestDocument } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { oncePerContent } from "../document/once-per-content.ts";
import { type ValidationOptions, validateDocument } from "../schema/validate.ts";

type Validation = (document: ManifestDocument) => readonly Finding[];

/** By whether a document is a part, and the version of Kubernetes that it is for. */
const validations = new Map<string, Validation>();

/**
 * What its schema says against a document. By a bundled schema that depends on the document alone and is found once for
 * each state of it; by one that the workspace defines, on that as well.
 */
export function schemaFindings(document: ManifestDocument, options: ValidationOptions): readonly Finding[] {
  const { customSchemas, isPart = false, kubernetesVersion } = options;
  if (customSchemas?.has(`${document.apiVersion}/${document.kind}`) === true)
    return validateDocument(document, options);
  const key = `${isPart} ${kubernetesVersion}`;
  const validation =
    validations.get(key) ?? oncePerContent((each) => validateDocument(each, { isPart, kubernetesVersion }));
  validations.set(key, validation);
  return validation(document);
}
