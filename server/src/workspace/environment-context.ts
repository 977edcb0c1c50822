import type { SourceFile } from "../document/document.ts";
import type { Plan } from "../plan/plan-data.ts";
import type { CheckContext } from "../rules/rules.ts";
import { configurationFor } from "./configuration-for.ts";
import type { Configurations } from "./configurations.ts";
import { customSchemasIn } from "./custom-schemas.ts";
import type { Environment } from "./environment.ts";
import { adviceFor } from "./environment-advice.ts";
import type { EnvironmentContext } from "./environment-findings.ts";
import type { Environments } from "./environments.ts";
import { overlayEdits } from "./overlay-edits.ts";

/** What of a snapshot is needed to judge the objects of one environment. */
interface Workspace {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly configurations: Configurations;
  readonly environments: Environments;
  readonly plan: Plan | undefined;
}

/** What an environment's objects are judged by: the configuration of its kustomization, and its own plan. */
export function environmentContext(workspace: Workspace, environment: Environment): EnvironmentContext {
  const { files, configurations, plan } = workspace;
  const configuration = configurationFor(configurations, environment.builds[0]?.kustomization.file ?? "");
  return {
    advice: plan && adviceFor(plan, environment.name),
    sourceOf: (file) => files.get(file),
    customSchemas: customSchemasIn(files),
    configuration,
    kubernetesVersion: configuration.kubernetesVersion,
    write: environmentWriter(workspace, environment),
  };
}

/** Writes values of one environment, and of no other. */
export function environmentWriter(
  { files, environments }: Pick<Workspace, "files" | "environments">,
  environment: Environment,
): NonNullable<CheckContext["write"]> {
  const others = environments.list.filter(({ name }) => name !== environment.name);
  const isOwn = (file: string): boolean => !others.some(({ builds }) => builds.some(({ inputs }) => inputs.has(file)));
  return (changes) => overlayEdits(environment, { files, isOwn }, changes);
}
