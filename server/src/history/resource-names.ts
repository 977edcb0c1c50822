/** The unit in which a resource is measured here; empty where the resource is not known. */
export function unitOf(resource: string): string {
  if (resource === "cpu") return "cores";
  if (resource === "memory" || resource === "ephemeral-storage") return "bytes";
  if (resource === "requests") return "requests/s";
  if (resource === "replicas") return "replicas";
  return resource.includes("/") ? "devices" : "";
}

/** Whether a word is the name of something that is measured. */
export function isResource(word: string): boolean {
  return unitOf(word) !== "";
}

/** What a file's name says: `api.cpu.csv`, `api_cpu.csv`, `cpu.csv`, `api.csv`. */
export interface NamedFile {
  readonly workload: string | undefined;
  readonly resource: string | undefined;
}

export function readFileName(file: string): NamedFile {
  const base = file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
  const stem = base.replace(/\.[^.]*$/, "");
  const [, workload, resource = ""] = /^(?:(.*)[._])?([^._]+)$/.exec(stem) ?? [];
  if (!isResource(resource)) return { workload: stem, resource: undefined };
  return { workload: workload === "" ? undefined : workload, resource };
}
