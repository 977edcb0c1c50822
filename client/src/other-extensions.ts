import { extensions, workspace } from "vscode";

/**
 * Whether another extension checks Kubernetes manifests against schemas: Red Hat's YAML extension does where its
 * settings name the schema `kubernetes`, or where the Kubernetes extension hands it the schemas of a cluster.
 */
export function schemaValidatedElsewhere(): boolean {
  if (!isInstalled(redHatYaml)) return false;
  const yaml = workspace.getConfiguration("yaml");
  if (!yaml.get<boolean>("validate", true)) return false;
  const named = Object.keys(yaml.get<Readonly<Record<string, unknown>>>("schemas", {}));
  return named.includes("kubernetes") || isInstalled(kubernetesTools);
}

/** Whether another extension formats YAML: VS Code would have the user choose between two. */
export function formattedElsewhere(own: string): boolean {
  const chosen = workspace.getConfiguration("editor", { languageId: "yaml" }).get<string | null>("defaultFormatter");
  if (chosen) return chosen !== own;
  const isYamlFormatted = workspace.getConfiguration("yaml").get<boolean>("format.enable", true);
  return isInstalled(prettier) || (isInstalled(redHatYaml) && isYamlFormatted);
}

function isInstalled(id: string): boolean {
  return extensions.getExtension(id) !== undefined;
}

const redHatYaml = "redhat.vscode-yaml";

const kubernetesTools = "ms-kubernetes-tools.vscode-kubernetes-tools";

const prettier = "esbenp.prettier-vscode";
