import { indentUnit } from "../document/indent-unit.ts";
import { lineBreak } from "../document/text-lines.ts";
import { kinds } from "../schema/schemas.ts";
import { customSchemasIn } from "../workspace/custom-schemas.ts";
import { type Candidate, itemKind, withPlaces } from "./candidate.ts";
import type { CompletionSite } from "./completion-site.ts";

/** Whole documents, where nothing says yet what the document is. */
export function documentCandidates({ source, cursor, snapshot }: CompletionSite): readonly Candidate[] {
  const { path, taken, apiVersion, kind } = cursor;
  if (path.length > 0 || taken.size > 0 || apiVersion !== "" || kind !== "" || cursor.flow || cursor.on !== "key")
    return [];
  const newline = lineBreak(source.text);
  const unit = indentUnit({ text: source.text, root: source.documents.find(({ root }) => root)?.root, isJson: false });
  const newest = new Map<string, string>();
  for (const each of [...kinds(), ...customSchemasIn(snapshot.files).values()])
    if (!newest.has(each.kind)) newest.set(each.kind, each.apiVersion);
  const objects = [...newest].filter(([name]) => name !== "List" && !/Reference$/.test(name));
  return objects.map(([name, version]) => {
    const skeleton = skeletons[name];
    const lines = [
      `apiVersion: ${version}`,
      `kind: ${name}`,
      ...(skeleton ?? ["metadata:", "  name: <1:name>", "spec:", "  $0"]),
    ];
    return {
      label: name,
      snippet: lines
        .map((line) => withPlaces(line).replace(/^(?: {2})+/, (indent) => unit.repeat(indent.length / 2)))
        .join(newline),
      kind: itemKind.snippet,
      detail: `${version} document`,
      rank: skeleton === undefined ? 2 : 1,
    };
  });
}

const podSpec = (indent: string): readonly string[] => [
  `${indent}containers:`,
  `${indent}  - name: <1:web>`,
  `${indent}    image: <2:image>`,
  `${indent}    resources:`,
  `${indent}      requests:`,
  `${indent}        cpu: <3:100m>`,
  `${indent}        memory: <4:128Mi>`,
  `${indent}      limits:`,
  `${indent}        memory: <4:128Mi>`,
];

const selected = [
  "  selector:",
  "    matchLabels:",
  "      app: <1:web>",
  "  template:",
  "    metadata:",
  "      labels:",
  "        app: <1:web>",
  "    spec:",
  ...podSpec("      "),
];

const named = ["metadata:", "  name: <1:web>", "spec:"];

/** Documents that people write by hand, with what the API requires and what the scheduler needs. */
const skeletons: Readonly<Record<string, readonly string[]>> = {
  Deployment: [...named, "  replicas: <5:2>", ...selected],
  StatefulSet: [...named, "  serviceName: <1:web>", "  replicas: <5:2>", ...selected],
  DaemonSet: [...named, ...selected],
  Job: [...named, "  template:", "    spec:", "      restartPolicy: Never", ...podSpec("      ")],
  CronJob: [
    ...named,
    '  schedule: "<5:0 3 * * *>"',
    "  jobTemplate:",
    "    spec:",
    "      template:",
    "        spec:",
    "          restartPolicy: Never",
    ...podSpec("          "),
  ],
  Pod: [...named, ...podSpec("  ")],
  HorizontalPodAutoscaler: [
    ...named,
    "  scaleTargetRef:",
    "    apiVersion: apps/v1",
    "    kind: Deployment",
    "    name: <1:web>",
    "  minReplicas: <2:2>",
    "  maxReplicas: <3:10>",
    "  metrics:",
    "    - type: Resource",
    "      resource:",
    "        name: cpu",
    "        target:",
    "          type: Utilization",
    "          averageUtilization: <4:70>",
  ],
  PodDisruptionBudget: [...named, "  maxUnavailable: <2:1>", "  selector:", "    matchLabels:", "      app: <1:web>"],
  ResourcePlan: [
    "metadata:",
    "  name: <1:plan>",
    "spec:",
    '  manifests: ["<2:**/*.yaml>"]',
    "  history:",
    '    - csv: "<3:history/*.csv>"',
  ],
};
