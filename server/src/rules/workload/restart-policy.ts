import { child, textOf } from "../../workload/field.ts";
import { podSpecOf } from "../../workload/pod-template.ts";
import { fixOf } from "../fix.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * A restart policy that the kind cannot have. Pods of Deployments and their like are always restarted; those of Jobs
 * never or on failure, which has to be written, since the API's default is `Always`. The API server rejects the rest.
 */
export const restartPolicy: Rule = {
  code: "workload/restart-policy",
  severity: "error",
  summary: "The restart policy is not one that the kind can have",
  find: (context) => {
    const { workload, document } = context;
    if (workload === undefined || workload.kind === "Pod" || workload.kind === "InferenceService") return [];
    const { kind, runsToCompletion, nameSpan } = workload;
    const { node, path, shared } = child(podSpecOf(workload), "restartPolicy");
    const written = textOf({ node, path, shared });
    if (written === undefined && (!runsToCompletion || document.broken || podSpecOf(workload).node === undefined))
      return [];
    const allowed = runsToCompletion ? ["OnFailure", "Never"] : ["Always"];
    if (written !== undefined && (allowed.includes(written) || !policies.includes(written))) return [];
    const fix =
      runsToCompletion || shared
        ? undefined
        : fixOf(context, "Change it to Always", [{ document, path, scalar: "Always" }]);
    const has = written === undefined ? "no restartPolicy is written, so it is Always" : `restartPolicy is ${written}`;
    const message = `The pods of a ${kind} must have ${allowed.join(" or ")}; ${has}.`;
    return [findingAt(context, restartPolicy, { span: node?.span ?? nameSpan, fix }, message)];
  },
};

/** Another word is the schema's to report. */
const policies: readonly string[] = ["Always", "OnFailure", "Never"];
