import type { Container } from "../../workload/workload.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * Huge pages in a pod that asks for neither CPU nor memory. The API server rejects it: huge pages come on top of what
 * the scheduler places pods by.
 */
export const hugePagesAlone: Rule = {
  code: "resources/huge-pages-alone",
  severity: "error",
  summary: "Huge pages are asked for without CPU or memory",
  find: (context) => {
    const { workload, document } = context;
    if (workload === undefined || document.broken || workload.podResources !== undefined) return [];
    const settings = workload.containers.flatMap(settingsOf);
    if (settings.some(({ resource }) => resource === "cpu" || resource === "memory")) return [];
    return settings
      .filter(({ resource }) => resource.startsWith("hugepages-"))
      .slice(0, 1)
      .map(({ resource, setting, container }) =>
        findingAt(
          context,
          hugePagesAlone,
          { span: setting.span, container },
          `${resource} cannot be had without cpu or memory: request one of them too.`,
        ),
      );
  },
};

interface NamedSetting {
  readonly resource: string;
  readonly setting: Container["requests"][string];
  readonly container: string;
}

function settingsOf({ name, requests, limits }: Container): readonly NamedSetting[] {
  return [...Object.entries(requests), ...Object.entries(limits)].map(([resource, setting]) => ({
    resource,
    setting,
    container: name,
  }));
}
