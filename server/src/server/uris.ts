import { URI, Utils } from "vscode-uri";

/** One spelling for each URI (editors differ in what they percent-encode), so that URIs can be file identities. */
export function normalUri(uri: string): string {
  return URI.parse(uri).toString();
}

/** `file:`, `untitled:`, `git:`, … */
export function schemeOf(uri: string): string {
  return uri.slice(0, uri.indexOf(":") + 1);
}

/** Whether a file stands below a folder. */
export function isBelow(folder: string, uri: string): boolean {
  return uri.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** The folder that a file stands in. */
export function folderOf(uri: string): string {
  return Utils.dirname(URI.parse(uri)).toString();
}

/** Plain text path of a file relative to a folder above it; undefined where it is not below. */
export function pathBelow(folder: string, uri: string): string | undefined {
  return isBelow(folder, uri) ? URI.parse(uri).path.slice(URI.parse(folder).path.length).replace(/^\//, "") : undefined;
}

/** A folder or file below a folder, by a plain text path that may lead upward. */
export function resolveUri(folder: string, path: string): string {
  return Utils.resolvePath(URI.parse(folder), path).toString();
}

/** The path of a file on this machine's disk; undefined for other URIs. */
export function diskPath(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === "file" ? parsed.fsPath : undefined;
}

/** The URI of a file on this machine's disk. */
export function diskUri(path: string): string {
  return URI.file(path).toString();
}
