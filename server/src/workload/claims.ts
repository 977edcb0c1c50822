import type { ManifestDocument } from "../document/document.ts";
import { settingsOf } from "./amounts.ts";
import { isKind } from "./api-kind.ts";
import { child, countOf, type Field, itemsOf, rootField, textOf } from "./field.ts";
import type { Claim } from "./inventory.ts";

/** Reads the claims of storage in a document: a PersistentVolumeClaim, or those that a StatefulSet makes for each replica. */
export function readClaims(document: ManifestDocument): readonly Claim[] {
  const root = rootField(document);
  if (isKind(document, "PersistentVolumeClaim", [""])) return [readClaim(document, root, 1)];
  if (!isKind(document, "StatefulSet", ["apps"])) return [];
  const spec = child(root, "spec");
  const copies = countOf(child(spec, "replicas")) ?? 1;
  return itemsOf(child(spec, "volumeClaimTemplates")).map((each) => readClaim(document, each, copies));
}

function readClaim(document: ManifestDocument, claim: Field, copies: number): Claim {
  const name = child(claim, "metadata", "name");
  const spec = child(claim, "spec");
  const storageClass = textOf(child(spec, "storageClassName"));
  return {
    document,
    namespace: document.namespace,
    name: textOf(name) ?? "",
    nameSpan: name.node?.span ?? claim.node?.span ?? document.span,
    copies,
    storage: settingsOf(child(spec, "resources", "requests"))["storage"],
    ...(storageClass === undefined ? {} : { storageClass }),
  };
}
