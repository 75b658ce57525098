import type { StoredDocument } from "../ports/repositories.ts";
import { localUser, type ServicePorts } from "../ServicePorts.ts";
import type { StepClassService } from "../stepClasses/StepClassService.ts";
import { findUses } from "./findUses.ts";
import { loadManifests } from "./loadManifests.ts";
import { listClasses } from "./readSteps.ts";
import type { Use, UseSubject, UsingApplication } from "./Use.ts";

type Ports = Pick<ServicePorts, "applications" | "configurations" | "schedules">;

/** Use-cases of "where used": reads all stored documents. */
export class UseService {
  private readonly ports: Ports;
  private readonly stepClasses: StepClassService;

  constructor(ports: Ports, stepClasses: StepClassService) {
    this.ports = ports;
    this.stepClasses = stepClasses;
  }

  /** Every place that uses something: published documents, and the drafts of one user. Runs no imported code. */
  async find(subject: UseSubject, user: string = localUser): Promise<Use[]> {
    const { configurations, schedules } = this.ports;
    const applications = this.readApplications((name) => this.ports.applications.findDraft(name, user) ?? []);
    const documents = configurations.list().flatMap(({ name }) => {
      const document = configurations.find(name);
      return document === undefined ? [] : [document];
    });
    const manifests = await loadManifests(
      applications.map(({ document }) => document),
      this.stepClasses,
    );
    return findUses(subject, {
      applications,
      configurations: documents,
      schedules: schedules.list(),
      manifests,
    });
  }

  /** Names of the applications that use each step class, published or in the draft of anybody, by the name of its file. */
  listByClass(): Map<string, Set<string>> {
    const { applications } = this.ports;
    const found = new Map<string, Set<string>>();
    for (const { name, document } of this.readApplications((name) => applications.listDrafts(name))) {
      for (const { file } of listClasses(document)) {
        found.set(file, (found.get(file) ?? new Set()).add(name));
      }
    }
    return found;
  }

  private readApplications(findDrafts: (name: string) => StoredDocument | StoredDocument[]): UsingApplication[] {
    const { applications } = this.ports;
    return applications.list().flatMap(({ name, hasDraft }) => {
      const published = applications.findPublished(name);
      return [
        ...(published === undefined ? [] : [{ name, draft: false, document: published.document }]),
        ...(hasDraft ? [findDrafts(name)].flat() : []).map(({ document }) => ({ name, draft: true, document })),
      ];
    });
  }
}
