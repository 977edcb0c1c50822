import { child, rootField, textOf } from "../../workload/field.ts";
import { fixOf } from "../fix.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * A Deployment that ends all of its pods before it starts new ones (`Recreate`). Off by default: a volume that one pod
 * alone can mount leaves no choice.
 */
export const updateStrategy: Rule = {
  code: "workload/update-strategy",
  severity: "information",
  summary: "A Deployment is down while it is updated",
  off: true,
  find: (context) => {
    const { workload, document } = context;
    if (workload?.kind !== "Deployment") return [];
    const type = child(rootField(document), "spec", "strategy", "type");
    // The API's default rolls.
    if (type.node === undefined || textOf(type) !== "Recreate") return [];
    const { path } = type;
    const fix = type.shared
      ? undefined
      : fixOf(context, "Change it to RollingUpdate", [{ document, path, scalar: "RollingUpdate" }]);
    const message = "With Recreate no pod runs while a new version is started.";
    return [findingAt(context, updateStrategy, { span: type.node.span, fix }, message)];
  },
};
