import { nearest } from "../../document/nearest.ts";
import { child } from "../../workload/field.ts";
import { podSpecOf } from "../../workload/pod-template.ts";
import { builtInClasses } from "../../workload/priority-class.ts";
import { fixOf } from "../fix.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * A priority class that is not among the manifests, while others are. The API server refuses pods with a class that it
 * does not know.
 */
export const priorityClassUnknown: Rule = {
  code: "workload/priority-class-unknown",
  severity: "warning",
  summary: "A priority class is not among the manifests",
  find: (context) => {
    const { workload, inventory, document } = context;
    const name = workload?.priorityClassName;
    const { priorityClasses } = inventory;
    if (workload === undefined || name === undefined || name === "" || priorityClasses.length === 0) return [];
    const known = [...priorityClasses, ...builtInClasses.map(([builtIn]) => builtIn)];
    const { node, path, shared } = child(podSpecOf(workload), "priorityClassName");
    if (known.includes(name) || node === undefined) return [];
    const near = nearest(name, known);
    const fix =
      near === undefined || shared
        ? undefined
        : fixOf(context, `Change ${name} to ${near}`, [{ document, path, scalar: near }]);
    const message = `There is no PriorityClass ${name} among the manifests.${near === undefined ? "" : ` Did you mean ${near}?`}`;
    return [findingAt(context, priorityClassUnknown, { span: node.span, fix }, message)];
  },
};
