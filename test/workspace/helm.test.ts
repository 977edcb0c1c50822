import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ManifestDocument } from "../../server/src/document/document.ts";
import { stringAt } from "../../server/src/document/locate.ts";
import { allFindings, createSnapshot } from "../../server/src/workspace/snapshot.ts";
import { checkFindings } from "../support/check.ts";
import { dedent, extractFiles } from "../support/fixture.ts";

const chart = "apiVersion: v2\nname: web\nversion: 1.0.0\n";

/** One template of a chart, dedented. */
function templateOf(text: string): ManifestDocument {
  const files = new Map([
    ["web/Chart.yaml", chart],
    ["web/templates/web.yaml", dedent(text)],
  ]);
  const snapshot = createSnapshot(files);
  assert.deepEqual(allFindings(snapshot), []);
  const document = snapshot.files.get("web/templates/web.yaml")?.documents[0];
  assert.ok(document);
  return document;
}

const deployment = `
  {{- /* One release may run several.
  --- this is no document's end
  */ -}}
  {{- $fullName := include "web.fullname" . -}}
  {{- if .Values.enabled }}
  apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: {{ $fullName }}
    namespace: {{ .Release.Namespace | quote }}
    labels:
      {{- include "web.labels" . | nindent 4 }}
      tier: backend
      {{- range $key, $value := .Values.labels }}
      {{ $key }}: {{ $value | quote }}
      {{- end }}
    {{- with .Values.annotations }}
    annotations: {{- toYaml . | nindent 4 }}
    {{- end }}
  spec:
    {{- if not .Values.autoscaling.enabled }}
    replicas: {{ .Values.replicaCount }}
    {{- end }}
    revisionHistoryLimit: {{ .Values.history | default 3 }} # small
    {{- if eq .Values.strategy "Recreate" }}
    strategy:
      type: Recreate
    {{- else }}
    strategy:
      type: RollingUpdate
      rollingUpdate: { maxSurge: {{ .Values.maxSurge }}, maxUnavailable: 0 }
    {{- end }}
    selector:
      matchLabels:
        app: {{ template "web.name" . }}
    template:
      metadata:
        labels: {{- include "web.labels" . | nindent 10 }}
        annotations:
          checksum/config: {{ include (print $.Template.BasePath "/configmap.yaml") . | sha256sum }}
      spec:
        {{- with .Values.imagePullSecrets }}
        imagePullSecrets:
  {{ toYaml . | indent 8 }}
        {{- end }}
        hostNetwork: {{ if .Values.hostNetwork }}true{{ else }}false{{ end }}
        containers:
          - name: {{ .Chart.Name }}-server
            image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default "latest" }}"
            imagePullPolicy: {{ .Values.image.pullPolicy }}
            {{- if .Values.args }}
            args: ["--level={{ .Values.level }}", {{ range .Values.args }}{{ . | quote }},{{ end }}]
            {{- end }}
            env:
              - name: HOST
                value: {{ printf "%s.%s.svc" $fullName .Release.Namespace }}
              {{- range .Values.env }}
              - { name: {{ .name }}, value: {{ .value | quote }} }
              {{- end }}
              {{- tpl .Values.extraEnv . | nindent 12 }}
            ports:
              - containerPort: {{ .Values.port }}
            livenessProbe:
              {{- if .Values.grpc }}
              grpc: { port: 8080 }
              {{- else }}
              httpGet: { path: /, port: http }
              {{- end }}
            resources:
              {{- toYaml
                    .Values.resources
                  | nindent 12 }}
          {{- if .Values.sidecars }}
          {{- include "common.tplvalues.render" (dict "value" .Values.sidecars "context" $) | nindent 8 }}
          {{- end }}
          - {{ .Values.lastContainer | toJson }}
  {{- end }}
`;

test("a template of Jinja has no false error, and its values are checked", () => {
  const text = dedent(`
    {% set params = [{ "name": "apple", "cpu": "1", },
                     { "name": "pear", "cpu": "2", }]
    %}
    {% for p in params %}
    ---
    apiVersion: batch/v1
    kind: Job
    metadata:
      name: job-{{ p["name"] }}
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            {% if p["cpu"] %}
            - name: job
              image: job
              command: ["sh", "-c", "echo {{ url }}"]
              resources: { requests: { cpu: 500m, memory: 128m }, limits: { memory: 1Gi } }
    #                                                     ^^^^ quantity/milli-memory
            {% endif %}
    {% endfor %}
  `);
  const snapshot = createSnapshot(new Map([["job.yaml", text]]));
  checkFindings(
    text,
    allFindings(snapshot).filter(({ code }) => /^(yaml|schema|quantity)/.test(code)),
  );
});

describe("a chart's template has no false error", () => {
  test("with all that charts are made of", () => {
    const document = templateOf(deployment);
    assert.equal(document.template, true);
    assert.equal(document.kind, "Deployment");
    assert.equal(document.name, "");
    assert.equal(stringAt(document.root, ["metadata", "labels", "tier"]), "backend");
    assert.equal(stringAt(document.root, ["spec", "template", "spec", "containers", 0, "env", 0, "name"]), "HOST");
  });

  const others: Readonly<Record<string, string>> = {
    "whose kind is for a condition to say": `
      apiVersion: apps/v1
      {{- if .Values.stateful }}
      kind: StatefulSet
      {{- else }}
      kind: Deployment
      {{- end }}
      spec:
        {{- if .Values.stateful }}
        serviceName: web
        {{- end }}
    `,
    "whose branches do not fit into one document": `
      apiVersion: v1
      kind: Pod
      metadata: { name: a }
      spec:
        containers:
        {{- if .Values.a }}
          - name: a
        {{- else }}
          fixed: b
        {{- end }}
    `,
    "that writes an old API version for old clusters": `
      {{- if .Capabilities.APIVersions.Has "policy/v1beta1/PodSecurityPolicy" }}
      apiVersion: policy/v1beta1
      kind: PodSecurityPolicy
      metadata: { name: web }
      {{- end }}
    `,
    "that writes another API version for each cluster": `
      {{- if semverCompare ">=1.19-0" .Capabilities.KubeVersion.GitVersion -}}
      apiVersion: networking.k8s.io/v1
      {{- else -}}
      apiVersion: extensions/v1beta1
      {{- end }}
      kind: Ingress
    `,
    "that writes an API version which only some clusters have": `
      {{- if .Capabilities.APIVersions.Has "resource.k8s.io/v1alpha3" }}
      apiVersion: resource.k8s.io/v1alpha3
      {{- end }}
      kind: ResourceClaim
    `,
    "that no branch makes whole": `
      kind: Pod
      {{ .Values.a }}
        b: c
       d: [
    `,
    "of helpers alone": `
      {{- define "web.labels" -}}
      app: web
      kind: Deployment
      apiVersion: apps/v1
      nonsense: true
      {{- end -}}
    `,
    "that is being typed": `
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: a }
      spec:
        replicas: {{ .Values.
        templ
    `,
    "of a list that a loop writes": `
      {{- range $i, $_ := until 3 }}
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web-{{ $i }}
      spec: {{ toJson $.Values.pod }}
      {{- end }}
    `,
    "with text that only looks like an action's end": `
      apiVersion: v1
      kind: Pod
      metadata:
        name: {{ "}}" | quote }}{{ \`}}\` }}
      spec:
        restartPolicy: {{ .Values.policy | default "Always" }}
        containers: [{ name: a, image: "{{ .Values.image }}" }]
    `,
  };
  for (const [name, text] of Object.entries(others)) test(name, () => void templateOf(text));

  test("outside of a chart", () => {
    const snapshot = createSnapshot(new Map([["web.yaml", dedent(deployment)]]));
    assert.deepEqual(allFindings(snapshot), []);
    assert.deepEqual(snapshot.inventory.workloads, []);
  });
});

test("what a template writes itself is judged, at its place", () => {
  const text = dedent(`
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: {{ .Values.name }}
    spec:
      replica: {{ .Values.replicas }}
    # ^^^^^^^ schema/unknown-field: spec has no field "replica". Did you mean "replicas"?
      template:
        spec:
          restartPolicy: Allways
          #              ^^^^^^^ schema/enum
          containers:
            - name: {{ .Chart.Name }}
              resources:
                requests:
                  cpu: {{ .Values.cpu }}
                  memory: 128m
                  #       ^^^^ quantity/milli-memory
                limits:
                  memory: 2GiB
                  #       ^^^^ quantity/invalid
  `);
  const file = "web/templates/web.yaml";
  const snapshot = createSnapshot(
    new Map([
      ["web/Chart.yaml", chart],
      [file, text],
    ]),
  );
  checkFindings(text, allFindings(snapshot));
});

describe("the values of a chart", () => {
  const values = dedent(`
    replicaCount: 1
    kind: nothing
    api:
      resources:
        requests:
          cpu: 100m
          memory: 1Gi
        limits:
          memory: 512Mi
          #       ^^^^^ resources/limit-below-request
    workers:
      - resources:
          requests: { memory: 128m }
          #                   ^^^^ quantity/milli-memory
    jobs:
      resources:
        limits:
          cpu: 2 cores
          #    ^^^^^^^ quantity/invalid
    aws:
      resources: [a, b]
  `);
  for (const name of ["values.yaml", "values-prod.yaml"]) {
    test(`have the rules for values where resources are written, in ${name}`, () => {
      const snapshot = createSnapshot(
        new Map([
          ["web/Chart.yaml", chart],
          [`web/${name}`, values],
        ]),
      );
      checkFindings(values, allFindings(snapshot));
      assert.deepEqual(snapshot.inventory.workloads, []);
    });
  }

  test("are mended where they stand", () => {
    const snapshot = createSnapshot(
      new Map([
        ["web/Chart.yaml", chart],
        ["web/values.yaml", values],
      ]),
    );
    const fix = allFindings(snapshot).find(({ code }) => code === "resources/limit-below-request")?.fix;
    assert.deepEqual(
      fix?.edits.map(({ span, newText }) => [values.slice(span.start, span.end), newText]),
      [["512Mi", "1Gi"]],
    );
  });
});

test("what templates and values hold is in no plan, and no rival of what does", () => {
  const files = extractFiles(
    dedent(`
      #- web/Chart.yaml
      name: web
      #- web/templates/web.yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec: { containers: [{ name: web, image: {{ .Values.image }} }] }
      #- rendered.yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec: { containers: [{ name: web, image: web }] }
    `),
  );
  const snapshot = createSnapshot(files);
  const findings = allFindings(snapshot).map(({ file, code }) => `${file} ${code}`);
  assert.deepEqual(
    findings.filter((each) => each.startsWith("web/") || each.endsWith(" workload/duplicate")),
    [],
  );
  assert.deepEqual(
    snapshot.inventory.workloads.map(({ document }) => document.file),
    ["rendered.yaml"],
  );
});
