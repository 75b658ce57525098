import { formatJson, type JsonObject } from "../../base/json.ts";
import { listConfigurationReferences } from "../../model/configurationReferences.ts";
import { readTunnel } from "../../model/readTunnel.ts";
import type { ApplicationService } from "../applications/ApplicationService.ts";
import type { ConfigurationService } from "../configurations/ConfigurationService.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import type { StepClassService } from "../stepClasses/StepClassService.ts";
import { loadManifests } from "../uses/loadManifests.ts";
import type { Bundle } from "./Bundle.ts";
import { toBundleFiles } from "./bundleFiles.ts";
import { listHistoryFiles } from "./historyFiles.ts";
import { listNeeds } from "./listNeeds.ts";
import { readClassFiles } from "./readClassFiles.ts";
import { toScheduleDocument } from "./scheduleDocument.ts";
import { writeZip, type ZipContent } from "./writeZip.ts";

export interface ExportOptions {
  application?: string;
  withRuns?: boolean;
}

interface Parts {
  ports: Pick<ServicePorts, "stepClasses" | "secrets" | "schedules" | "history">;
  applications: ApplicationService;
  configurations: ConfigurationService;
  stepClasses: StepClassService;
}

/** Puts what is stored into archives that another data folder takes in. Secret values leave only as ciphertext of the vault key. */
export class ExportService {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /**
   * A ZIP archive of all applications, configurations, own step classes, schedules and secrets; with `application`, of that one and of
   * the configurations, own step classes and secrets it needs. Of an application the published document, else the draft.
   * With `withRuns` the ended runs and the reports come along, read while the archive is taken.
   * The same content gives the same bytes. Throws `not_found`, `too_large`; the latter also while it is taken.
   */
  async export({ application, withRuns = false }: ExportOptions = {}): Promise<AsyncGenerator<Uint8Array>> {
    const documents = toBundleFiles(await this.collect(application), { withRuns });
    const runs = withRuns ? listHistoryFiles(this.parts.ports.history, application) : [];
    return writeZip(joinFiles(documents, runs));
  }

  private async collect(chosen: string | undefined): Promise<Bundle> {
    const { ports, applications, configurations } = this.parts;
    const names = chosen === undefined ? applications.list().map(({ name }) => name) : [chosen];
    const documents = names.map((name) => applications.get(name).document);
    const needs = await this.listNeeds(documents);
    const isNeeded = (wanted: ReadonlySet<string>) => (name: string) => chosen === undefined || wanted.has(name);
    const configurationNames = configurations.list().map(({ name }) => name);
    const stored = configurationNames
      .filter(isNeeded(this.withTunnels(needs.configurations)))
      .map((name) => ({ name, document: configurations.get(name) }));
    const secretNames = new Set(stored.flatMap(({ document }) => listSecretNames(document)));
    const classes = ports.stepClasses.list().filter(({ file }) => isNeeded(needs.files)(file));
    const secrets = ports.secrets.list().filter(({ name }) => isNeeded(secretNames)(name));
    return {
      applications: names.map((name) => ({
        fileName: `${name}.json`,
        text: applications.export(name, { layout: true }),
      })),
      configurations: stored.map(({ name, document }) => ({ fileName: `${name}.json`, text: formatJson(document) })),
      stepClasses: classes.map(readClassFiles),
      // Who takes over one application decides when it runs.
      schedules: (chosen === undefined ? ports.schedules.list() : []).map((schedule, index) => ({
        fileName: `${index + 1}.json`,
        text: formatJson({
          ...toScheduleDocument(schedule, ports.schedules.findSealedParams(schedule.name)),
        } as JsonObject),
      })),
      secrets: secrets.map(({ name }) => ({ name, cipher: ports.secrets.find(name) ?? "" })),
    };
  }

  /** A connection comes with those that its way leads through. */
  private withTunnels(names: ReadonlySet<string>): Set<string> {
    const all = new Set(names);
    // A set that grows is gone through to its new end.
    for (const name of all) {
      const document = this.parts.configurations.find(name);
      const tunnel = document && readTunnel(document);
      if (tunnel !== undefined) all.add(tunnel.connection);
    }
    return all;
  }

  private async listNeeds(documents: JsonObject[]): Promise<{ configurations: Set<string>; files: Set<string> }> {
    const manifests = await loadManifests(documents, this.parts.stepClasses);
    const needs = documents.map((document) => listNeeds(document, manifests));
    return {
      configurations: new Set(needs.flatMap(({ configurations }) => configurations)),
      files: new Set(needs.flatMap(({ stepClasses }) => stepClasses.map(({ file }) => file))),
    };
  }
}

async function* joinFiles(
  documents: ReadonlyMap<string, string>,
  runs: AsyncIterable<ZipContent> | Iterable<ZipContent>,
): AsyncGenerator<ZipContent> {
  for (const [name, content] of documents) yield { name, content };
  yield* runs;
}

/** The secrets a configuration names. */
export function listSecretNames(document: JsonObject): string[] {
  return listConfigurationReferences(document).flatMap(({ kind, name }) => (kind === "secret" ? [name] : []));
}
