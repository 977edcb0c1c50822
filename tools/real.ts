/**
 * `npm run real`: the main job on real manifests and real usage. Takes the microservices-demo manifests of the data
 * folder, gives each service the shape of a real series (scaled to the size of the service), adds three node pools,
 * and runs check, plan, diff, apply and check again on a copy. Fails where a step does not end as it must.
 *
 *     npm run real -- --data DIR      (default: RESOURCE_PLANNER_DATA, else ../shared/data)
 */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./bundle.ts";

const root = path.join(import.meta.dirname, "..");
const cli = path.join(root, "dist", "cli.cjs");

/** Which real series each service follows, its mean CPU in cores and mean memory in MiB over all replicas. */
const usage: readonly { service: string; cpu: [string, number]; memory: [string, number] }[] = [
  { service: "frontend", cpu: ["crane_9", 0.19], memory: ["azure2017_avg", 62] },
  { service: "cartservice", cpu: ["crane_10", 0.05], memory: ["google2019_cpu", 71] },
  { service: "checkoutservice", cpu: ["crane_12", 0.021], memory: ["azvm_p21", 28] },
  { service: "currencyservice", cpu: ["nab_elb_requests", 0.11], memory: ["alibaba2018_cpu", 58] },
  { service: "emailservice", cpu: ["crane_14", 0.012], memory: ["google2019_cpu", 59] },
  { service: "paymentservice", cpu: ["crane_3", 0.013], memory: ["alibaba2018_cpu", 66] },
  { service: "productcatalogservice", cpu: ["tw_amzn", 0.06], memory: ["azure2017_avg", 35] },
  { service: "recommendationservice", cpu: ["azvm_056", 0.09], memory: ["google2019_cpu", 168] },
  { service: "shippingservice", cpu: ["crane_7", 0.015], memory: ["azure2017_avg", 24] },
  { service: "adservice", cpu: ["nab_asg_cpu", 0.07], memory: ["google2019_cpu", 148] },
  { service: "redis-cart", cpu: ["crane_5", 0.01], memory: ["azvm_013", 31] },
  { service: "loadgenerator", cpu: ["azvm_021", 0.16], memory: ["azure2017_avg", 190] },
];

const resourcePlan = `apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata:
  name: microservices-demo
spec:
  manifests: ["kubernetes-manifests/*.yaml"]
  history:
    - csv: "history/*.csv"
  pools:
    - name: general-2
      allocatable: { cpu: 1930m, memory: 6Gi, ephemeral-storage: 40Gi, pods: 58 }
      nodes: { min: 0, max: 6 }
      pricePerHour: 0.096
    - name: general-4
      allocatable: { cpu: 3920m, memory: 13Gi, ephemeral-storage: 40Gi, pods: 58 }
      nodes: { min: 0, max: 4 }
      pricePerHour: 0.185
    - name: memory-2
      allocatable: { cpu: 1930m, memory: 14Gi, ephemeral-storage: 40Gi, pods: 58 }
      nodes: { min: 0, max: 4 }
      pricePerHour: 0.126
`;

const { values: options } = parseArgs({ options: { data: { type: "string" }, keep: { type: "boolean" } } });
const data = path.resolve(
  options.data ?? process.env["RESOURCE_PLANNER_DATA"] ?? path.join(root, "..", "shared", "data"),
);
const manifests = path.join(data, "manifests", "microservices-demo", "kubernetes-manifests");
if (!existsSync(manifests)) {
  console.error(
    `There is no ${path.relative(root, manifests)}. Name the folder of real data with --data DIR or RESOURCE_PLANNER_DATA.`,
  );
  process.exit(2);
}
await bundle({ minify: false });
const folder = mkdtempSync(path.join(tmpdir(), "resource-planner-real-"));
try {
  prepare();
  main();
} finally {
  if (options.keep === true) console.log(`kept in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}

function prepare(): void {
  const copy = path.join(folder, "kubernetes-manifests");
  cpSync(manifests, copy, { recursive: true });
  // The data may be read-only, and a copy keeps that.
  for (const name of ["", ...readdirSync(copy)]) chmodSync(path.join(copy, name), name === "" ? 0o755 : 0o644);
  mkdirSync(path.join(folder, "history"));
  for (const { service, cpu, memory } of usage) {
    const rows = [...long(service, "cpu", scaled(...cpu)), ...long(service, "memory", scaled(...memory, 2 ** 20))];
    writeFileSync(path.join(folder, "history", `${service}.csv`), `time,workload,resource,value\n${rows.join("")}`);
  }
  writeFileSync(path.join(folder, "resource-plan.yaml"), resourcePlan);
}

function main(): void {
  const before = check("check before", [0, 1]);
  const plan = step("plan", ["plan", "."], [0, 1]);
  expect(/independent check/.test(plan), "the plan does not say that it was verified");
  const diff = step("diff", ["plan", ".", "--diff"], [0, 1]);
  expect(diff.includes("@@"), "the diff has no hunk");
  step("apply", ["plan", ".", "--apply"], [0, 1]);
  const after = check("check after", [0]);
  const fixed = before.filter(({ fix }) => fix !== undefined).length;
  const left = after.filter(({ fix }) => fix !== undefined);
  expect(fixed > 0, "the plan recommended nothing");
  expect(left.length === 0, "findings that should have been fixed are still there");
  console.log(`\n${fixed} findings were fixed, and none of them is found again.`);
}

interface Found {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string;
  readonly range: { readonly start: { readonly line: number } };
  readonly fix?: unknown;
}

/** What `check` finds; printed, and returned. */
function check(title: string, allowed: readonly number[]): readonly Found[] {
  console.log(`\n── ${title}: resource-planner check .\n`);
  const { findings, summary }: { findings: readonly Found[]; summary: object } = JSON.parse(
    invoke(["check", ".", "--format", "json"], allowed),
  );
  for (const { file, range, severity, message, code } of findings)
    console.log(`${file}:${range.start.line + 1} ${severity} ${message} [${code}]`);
  console.log(JSON.stringify(summary));
  return findings;
}

function step(title: string, args: readonly string[], allowed: readonly number[]): string {
  console.log(`\n── ${title}: resource-planner ${args.join(" ")}\n`);
  const text = invoke(args, allowed);
  console.log(text.trimEnd());
  return text;
}

function invoke(args: readonly string[], allowed: readonly number[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: "utf8" });
  expect(allowed.includes(status ?? -1), `exit ${status} of ${args.join(" ")}\n${stdout}${stderr}`);
  return stdout;
}

function expect(holds: boolean, message: string): void {
  if (holds) return;
  console.error(`\nnpm run real failed: ${message}`);
  process.exit(1);
}

/** Rows of a real series with its mean moved to the size asked for. */
function scaled(name: string, mean: number, unit = 1): readonly [string, number][] {
  const rows = readFileSync(path.join(data, "series", `${name}.csv`), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line): [string, number] => {
      const [time = "", value = ""] = line.split(",");
      return [time, Number(value)];
    });
  const factor = (mean * unit) / (rows.reduce((sum, [, value]) => sum + value, 0) / rows.length);
  return rows.map(([time, value]) => [time, value * factor]);
}

function long(service: string, resource: string, rows: readonly [string, number][]): string[] {
  return rows.map(([time, value]) => `${time},${service},${resource},${value}\n`);
}
