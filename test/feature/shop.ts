/** Two namespaces' files in which objects refer to each other; `$0` is to be put in by the test. */
export const shop: string = `#- web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 2
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels:
        app: web
        tier: front
    spec:
      priorityClassName: high
      serviceAccountName: runner
      containers:
        - name: web
          image: web:1
          resources:
            requests: { cpu: 500m }
          envFrom:
            - configMapRef: { name: "settings" }
        - name: proxy
          image: proxy:1
      volumes:
        - name: data
          persistentVolumeClaim: { claimName: data }
        - name: config
          configMap: { name: settings }
#- around.yaml
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  maxReplicas: 4
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web, namespace: shop }
spec:
  minAvailable: 1
  selector: { matchLabels: { app: web } }
---
apiVersion: v1
kind: Service
metadata: { name: front, namespace: shop }
spec:
  selector: { tier: front }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data:
  name: settings
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: high }
value: 5
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: other }
#- plan.yaml
apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata: { name: plan }
spec:
  manifests: ["web.yaml"]
  workloads:
    - ref: Deployment/shop/web
      priority: 3
`;

/** The files with the cursor before the nth occurrence of a text. */
export function shopAt(text: string, occurrence: number = 1): string {
  let at = -1;
  for (let turn = 0; turn < occurrence; turn++) at = shop.indexOf(text, at + 1);
  if (at < 0) throw new Error(`The fixture has no ${text}.`);
  return `${shop.slice(0, at)}$0${shop.slice(at)}`;
}
