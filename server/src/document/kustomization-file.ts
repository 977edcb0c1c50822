/** Whether Kustomize looks for a file of that name. */
export function isKustomizationFile(file: string): boolean {
  return /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(file);
}
