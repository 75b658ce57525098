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
    const applications = this.readApplications(user);
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

  /** Names of the applications that use each step class, by the name of its file. */
  listByClass(user: string = localUser): Map<string, Set<string>> {
    const found = new Map<string, Set<string>>();
    for (const { name, document } of this.readApplications(user)) {
      for (const { file } of listClasses(document)) {
        found.set(file, (found.get(file) ?? new Set()).add(name));
      }
    }
    return found;
  }

  private readApplications(user: string): UsingApplication[] {
    const { applications } = this.ports;
    return applications.list().flatMap(({ name, hasDraft }) => {
      const published = applications.findPublished(name);
      const draft = hasDraft ? applications.findDraft(name, user) : undefined;
      return [
        ...(published === undefined ? [] : [{ name, draft: false, document: published.document }]),
        ...(draft === undefined ? [] : [{ name, draft: true, document: draft.document }]),
      ];
    });
  }
}
