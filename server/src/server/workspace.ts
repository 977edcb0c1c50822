import type { Plan, PlanBacktest } from "../plan/plan-data.ts";
import { baselineFiles } from "../workspace/baseline-files.ts";
import { governingPlans } from "../workspace/environment-plan.ts";
import { globMatcher } from "../workspace/glob.ts";
import { inScope } from "../workspace/scope.ts";
import { createSnapshot, type Snapshot, withPlan } from "../workspace/snapshot.ts";
import { listManifests, listPlanned, type ManifestSearch, readTexts } from "./disk.ts";
import { matches, type RootedGlob, rootGlob } from "./globs.ts";
import type { Host, PlanJob } from "./host.ts";
import { defaultSettings, type Settings } from "./settings.ts";
import { folderOf, isBelow, normalUri, pathBelow, schemeOf } from "./uris.ts";

/** A document that is open in the editor. */
export interface OpenDocument {
  readonly text: string;
  readonly version: number;
}

/** A change on disk that the editor has seen. */
export interface FileChange {
  readonly uri: string;
  readonly deleted: boolean;
}

export interface WorkspaceOptions {
  readonly trusted: boolean;
  readonly folders: readonly string[];
  readonly log: (message: string) => void;
}

/**
 * The one mutable thing: the workspace's manifests, open texts over files on disk, and the last plan. Everything
 * else sees it as an immutable `Snapshot`, or as the `PlanJob` of the present inputs.
 */
export class Workspace {
  readonly #host: Host;
  readonly #log: (message: string) => void;
  readonly #trusted: boolean;
  #settings = defaultSettings;
  #folders: readonly string[];
  readonly #onDisk = new Map<string, string>();
  readonly #open = new Map<string, OpenDocument>();
  #isExcludedPath = globMatcher(defaultSettings.manifests.exclude);
  /** Undefined while it has to be put together anew, as `#job`. */
  #texts: ReadonlyMap<string, string> | undefined;
  #job: PlanJob | undefined;
  #snapshot: Snapshot = createSnapshot(new Map());
  #latestSearch: ManifestSearch | undefined;
  /** Which ResourcePlan's globs the files on disk were last searched for. */
  #scannedFor: string | undefined;
  /** The texts that `#snapshot` is of. */
  #snapshotTexts: ReadonlyMap<string, string> | undefined;

  constructor(host: Host, options: WorkspaceOptions) {
    this.#host = host;
    this.#log = options.log;
    this.#trusted = options.trusted;
    this.#folders = options.folders;
  }

  get settings(): Settings {
    return this.#settings;
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  /** Versions of the open documents by file. */
  get versions(): ReadonlyMap<string, number> {
    return new Map([...this.#open].map(([uri, { version }]) => [uri, version]));
  }

  /** Takes other settings; `scan` then reads what they leave to read. */
  setSettings(settings: Settings): void {
    this.#settings = settings;
    this.#isExcludedPath = globMatcher(settings.manifests.exclude);
    this.#touch();
  }

  /** Takes other folders; `scan` then reads what is in them. */
  changeFolders(added: readonly string[], removed: readonly string[]): void {
    const gone = new Set(removed.map(normalUri));
    const kept = this.#folders.filter((folder) => !gone.has(folder));
    this.#folders = [...new Set([...kept, ...added.map(normalUri)])];
    this.#touch();
  }

  open(uri: string, document: OpenDocument): void {
    const file = normalUri(uri);
    const before = this.#open.get(file)?.text ?? this.#onDisk.get(file);
    this.#open.set(file, document);
    if (document.text !== before && this.#isEdited(file)) this.#touch();
  }

  /** The file on disk is the truth again; until it is read anew it is taken to be what the editor last showed. */
  close(uri: string): void {
    const file = normalUri(uri);
    const closed = this.#open.get(file);
    this.#open.delete(file);
    if (closed !== undefined && this.#onDisk.has(file)) this.#onDisk.set(file, closed.text);
    else this.#touch();
  }

  /** Reads all manifests from disk; tells which share (0–1) of them is read. */
  async scan(progress: (share: number) => void = () => {}): Promise<void> {
    const search = this.#search();
    this.#latestSearch = search;
    const listed = await listManifests(this.#host, search);
    const texts = await readTexts(this.#host, search, listed, { log: this.#log, progress });
    // Folders or settings may have changed meanwhile: then another scan is on its way.
    if (this.#latestSearch !== search) return;
    this.#onDisk.clear();
    for (const [uri, text] of texts) this.#onDisk.set(uri, text);
    this.#scannedFor = undefined;
    this.#touch();
    await this.scanPlanned();
  }

  /** Reads what the ResourcePlan and configurations name beyond the YAML files that `scan` found, where that is not known yet. */
  async scanPlanned(): Promise<void> {
    const { inventory, configurations } = this.snapshot();
    const { resourcePlan } = inventory;
    const baselines = baselineFiles(configurations);
    const named = JSON.stringify([resourcePlan.document?.file, resourcePlan.manifests, baselines]);
    if (named === this.#scannedFor) return;
    this.#scannedFor = named;
    const listed = await listPlanned(this.#host, this.#search(), resourcePlan);
    await this.#read([...listed, ...baselines].filter((uri) => !this.#onDisk.has(uri)));
  }

  /** Takes over changes on disk. */
  async refresh(changes: readonly FileChange[]): Promise<void> {
    const files = changes.map((change) => ({ ...change, uri: normalUri(change.uri) }));
    if (files.some((change) => this.#isOfHistory(change))) this.#job = undefined;
    for (const { uri, deleted } of files) if (deleted) this.#forget(uri);
    if (this.#settings.manifests.respectGitignore && files.some(({ uri }) => uri.endsWith("/.gitignore")))
      return this.scan();
    const changed = files.filter(({ uri, deleted }) => !deleted && this.#isManifest(uri)).map(({ uri }) => uri);
    await this.#read(await this.#withoutIgnored(changed));
  }

  /** The workspace as it is now. */
  snapshot(): Snapshot {
    const texts = this.#currentTexts();
    if (texts !== this.#snapshotTexts) {
      this.#snapshot = createSnapshot(texts, this.#snapshot);
      this.#snapshotTexts = texts;
    }
    return this.#snapshot;
  }

  /** The inputs of a plan as they are now: the same object until one of them changes. */
  job(): PlanJob {
    this.#job ??= {
      texts: this.#currentTexts(),
      folders: this.#folders,
      trusted: this.#trusted,
      historyFiles: this.#settings.history.files,
      exclude: this.#settings.manifests.exclude,
      seed: this.#settings.plan.seed,
    };
    return this.#job;
  }

  accept(plan: Plan): void {
    this.#snapshot = withPlan(this.snapshot(), plan);
  }

  /** Adds to the last plan what the last days would have cost and risked. */
  acceptBacktest(backtest: PlanBacktest): void {
    const { plan } = this.snapshot();
    if (plan !== undefined) this.accept({ ...plan, backtest });
  }

  /** Where history is read from. */
  historyGlobs(): readonly RootedGlob[] {
    const guesses = this.#folders.flatMap((folder) =>
      this.#settings.history.files.map((glob) => rootGlob(folder, glob)),
    );
    return governingPlans(this.snapshot()).flatMap(({ document, history }) => {
      if (document === undefined || history.length === 0) return guesses;
      const files = history.filter(({ type }) => type !== "prometheus");
      return files.map(({ location }) => rootGlob(folderOf(document.file), location));
    });
  }

  #search(): ManifestSearch {
    return { folders: this.#folders, ...this.#settings.manifests, trusted: this.#trusted };
  }

  /** Without new files that git ignores, which only a search tells. */
  async #withoutIgnored(uris: readonly string[]): Promise<readonly string[]> {
    const search = this.#search();
    if (!search.respectGitignore || uris.every((uri) => this.#onDisk.has(uri))) return uris;
    const { inventory, configurations } = this.snapshot();
    const found = await Promise.all([
      listManifests(this.#host, search),
      listPlanned(this.#host, search, inventory.resourcePlan),
    ]);
    const wanted = new Set([...found.flat(), ...baselineFiles(configurations), ...this.#onDisk.keys()]);
    return uris.filter((uri) => wanted.has(uri));
  }

  async #read(uris: readonly string[]): Promise<void> {
    if (uris.length === 0) return;
    const texts = await readTexts(this.#host, this.#search(), uris, { log: this.#log });
    for (const uri of uris) {
      const text = texts.get(uri);
      if (text === this.#onDisk.get(uri)) continue;
      if (text === undefined) this.#onDisk.delete(uri);
      else this.#onDisk.set(uri, text);
      if (!this.#open.has(uri)) this.#touch();
    }
  }

  /** Forgets a file, or everything below a folder. */
  #forget(uri: string): void {
    const gone = [...this.#onDisk.keys()].filter((file) => file === uri || isBelow(uri, file));
    for (const file of gone) this.#onDisk.delete(file);
    if (gone.length > 0) this.#touch();
  }

  /** A folder's end is the end of the history in it. */
  #isOfHistory({ uri, deleted }: FileChange): boolean {
    const used = this.#snapshot.plan?.historyFiles ?? [];
    return matches(this.historyGlobs(), uri) || (deleted && used.some(({ file }) => isBelow(uri, file)));
  }

  #currentTexts(): ReadonlyMap<string, string> {
    if (this.#texts !== undefined) return this.#texts;
    const texts = new Map(this.#onDisk);
    for (const [uri, { text }] of this.#open) if (this.#isEdited(uri)) texts.set(uri, text);
    this.#texts = texts;
    return texts;
  }

  #isManifest(uri: string): boolean {
    if (this.#onDisk.has(uri)) return true;
    if (this.#isExcluded(uri)) return false;
    const { inventory, configurations } = this.snapshot();
    const { resourcePlan } = inventory;
    const isPlanned = resourcePlan.document !== undefined && inScope(resourcePlan)(uri);
    const isNamed = isPlanned || baselineFiles(configurations).includes(uri);
    return isNamed || (/\.ya?ml$/i.test(uri) && this.#folders.some((folder) => isBelow(folder, uri)));
  }

  /** What people edit, and not what the editor shows of it elsewhere: an older version, an output. */
  #isEdited(uri: string): boolean {
    const schemes = ["file:", "untitled:", ...this.#folders.map(schemeOf)];
    return schemes.includes(schemeOf(uri)) && !this.#isExcluded(uri);
  }

  #isExcluded(uri: string): boolean {
    return this.#folders.some((folder) => {
      const path = pathBelow(folder, uri);
      return path !== undefined && this.#isExcludedPath(path);
    });
  }

  #touch(): void {
    this.#texts = undefined;
    this.#job = undefined;
  }
}
