import type { ManifestDocument, SourceFile } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { parseFile } from "../document/parse.ts";
import { type DocumentFacts, factsOf, rememberFacts } from "../workload/document-facts.ts";

/** A file as another thread has read it: everything but its text and the values in it, as plain data. */
export interface FileOutline {
  readonly file: string;
  readonly findings: readonly Finding[];
  readonly documents: readonly DocumentOutline[];
}

interface DocumentOutline {
  readonly document: Omit<ManifestDocument, "root">;
  readonly facts: DocumentFacts;
}

/** What to tell other threads of a file. */
export function outlineOf({ file, findings, documents }: SourceFile): FileOutline {
  const outlines = documents.map((document) => {
    const { root: _, ...outline } = document;
    return { document: outline, facts: factsOf(document) };
  });
  return { file, findings, documents: outlines };
}

/** The file that an outline is of. Should somebody look at its values after all, they are read then. */
export function outlinedFile({ file, findings, documents }: FileOutline, text: string): SourceFile {
  let read: SourceFile | undefined;
  const rootOf = (index: number): ManifestDocument["root"] => {
    read ??= parseFile(file, text);
    return read.documents[index]?.root;
  };
  const outlined = documents.map(({ document: outline, facts }, index) => {
    const document: ManifestDocument = {
      ...outline,
      get root() {
        return rootOf(index);
      },
    };
    rememberFacts(document, facts);
    return document;
  });
  return { file, text, documents: outlined, findings };
}
