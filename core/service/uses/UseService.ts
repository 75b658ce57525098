import { SluiceError } from "../../base/SluiceError.ts";
import { classKey } from "../../engine/ports/RunStore.ts";
import type { StepManifest } from "../../model/StepManifest.ts";
import { localUser, type ServicePorts } from "../ServicePorts.ts";
import type { StepClassService } from "../stepClasses/StepClassService.ts";
import { findUses } from "./findUses.ts";
import { readSteps } from "./readSteps.ts";
import type { Use, UseSubject, UsingApplication } from "./Use.ts";

type Ports = Pick<ServicePorts, "applications" | "configurations">;

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
    const { configurations } = this.ports;
    const applications = this.readApplications(user);
    const documents = configurations.list().flatMap(({ name }) => {
      const document = configurations.find(name);
      return document === undefined ? [] : [document];
    });
    const manifests = await this.loadManifests(applications);
    return findUses(subject, {
      applications,
      configurations: documents,
      manifests: (file, syncpack) => manifests.get(classKey(file, syncpack)),
    });
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

  /** Each class once; one that cannot be loaded is as good as unknown. */
  private async loadManifests(applications: readonly UsingApplication[]): Promise<Map<string, StepManifest>> {
    const steps = applications.flatMap(({ document }) => readSteps(document, () => undefined));
    const classes = new Map(
      steps.filter(({ file }) => file !== "").map((step) => [classKey(step.file, step.syncpack), step]),
    );
    const manifests = new Map<string, StepManifest>();
    await Promise.all(
      [...classes].map(async ([key, { file, syncpack }]) => {
        try {
          manifests.set(key, (await this.stepClasses.load(file, syncpack, { read: false })).manifest);
        } catch (error) {
          if (!(error instanceof SluiceError) || error.kind !== "user") throw error;
        }
      }),
    );
    return manifests;
  }
}
