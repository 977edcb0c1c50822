import type { Plan } from "../../server/src/plan/plan-data.ts";
import { createSnapshot } from "../../server/src/workspace/snapshot.ts";
import { planFor } from "../feature/planned.ts";
import type { Advised } from "../rules/advice-for.ts";

/** How long a test over the protocol may take before something must be stuck. */
export const limits: { readonly timeout: number } = { timeout: 20_000 };

export const folder: string = "file:///project";
export const web: string = `${folder}/web.yaml`;

/** A Deployment in which nothing is wrong. */
export const deployment: string = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: web
          resources:
            requests:
              cpu: 500m
              memory: 128Mi
            limits:
              memory: 256Mi
`;

/** A plan of these texts that advises on the container `web` of the Deployment `web`. */
export function planOfTexts(texts: Readonly<Record<string, string>>, advised: Readonly<Record<string, Advised>>): Plan {
  const { inventory } = createSnapshot(new Map(Object.entries(texts)));
  return planFor(inventory, { web: { web: { memory: { request: 2 ** 27 }, ...advised } } });
}
