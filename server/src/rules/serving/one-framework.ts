import { child } from "../../workload/field.ts";
import { modelForms } from "../../workload/inference-service.ts";
import { podSpecOf } from "../../workload/pod-template.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * A component that describes its model server twice, such as by `model` and `sklearn`. KServe's webhook asks for one.
 */
export const oneFramework: Rule = {
  code: "serving/one-framework",
  severity: "error",
  summary: "An InferenceService names more than one model server",
  find: (context) => {
    const { workload } = context;
    if (workload?.kind !== "InferenceService") return [];
    const forms = modelForms.map((key) => child(podSpecOf(workload), key)).filter(({ node }) => node?.type === "map");
    const [first, ...others] = forms.toSorted((a, b) => (a.keySpan?.start ?? 0) - (b.keySpan?.start ?? 0));
    return others.map(({ keySpan, path }) => {
      const message = `${path.at(-1)} stands beside ${first?.path.at(-1)}: a component has one model server.`;
      return findingAt(context, oneFramework, { span: keySpan ?? workload.nameSpan }, message);
    });
  },
};
