import { extensions, workspace } from "vscode";

/**
 * Whether another extension checks Kubernetes manifests against schemas: Red Hat's YAML extension does where its
 * settings name the schema `kubernetes`, or where the Kubernetes extension hands it the schemas of a cluster.
 */
export function schemaValidatedElsewhere(): boolean {
  if (extensions.getExtension("redhat.vscode-yaml") === undefined) return false;
  const yaml = workspace.getConfiguration("yaml");
  if (!yaml.get<boolean>("validate", true)) return false;
  const named = Object.keys(yaml.get<Readonly<Record<string, unknown>>>("schemas", {}));
  return named.includes("kubernetes") || extensions.getExtension(kubernetesTools) !== undefined;
}

const kubernetesTools = "ms-kubernetes-tools.vscode-kubernetes-tools";
