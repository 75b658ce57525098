import type { JsonObject } from "../../base/json.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import type { Problem } from "../../model/Problem.ts";
import { readText } from "../../model/readApplication.ts";
import { readConfiguration } from "../../model/readConfiguration.ts";
import { type FoundConfiguration, validateApplication } from "../../model/validation/validateApplication.ts";
import { listTemplateNames } from "../../template/listTemplateNames.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { explainUnknownClasses, type LoadedClasses, loadClasses } from "../stepClasses/loadClasses.ts";
import type { StepClassService } from "../stepClasses/StepClassService.ts";

export interface CheckRequest {
  document: ApplicationDocument;
  /** Used instead of the aligned one. */
  configuration?: ConfigurationDocument | undefined;
  parameters?: JsonObject | undefined;
  /** Already loaded classes; default: loads them. */
  loaded?: LoadedClasses | undefined;
}

/** Finds all problems of an application with what is installed here. */
export class ApplicationChecker {
  private readonly ports: Pick<ServicePorts, "configurations">;
  private readonly stepClasses: StepClassService;

  constructor(ports: Pick<ServicePorts, "configurations">, stepClasses: StepClassService) {
    this.ports = ports;
    this.stepClasses = stepClasses;
  }

  /** Errors forbid a run. Never throws for what is wrong with the document. */
  async check(request: CheckRequest): Promise<Problem[]> {
    const { document, parameters } = request;
    const loaded = request.loaded ?? (await loadClasses(document, { service: this.stepClasses, read: false }));
    const problems = validateApplication({
      document,
      manifests: loaded.manifests,
      configuration: this.findConfiguration(request),
      parameters,
      listNames: listTemplateNames,
    });
    return explainUnknownClasses(problems, { document, loaded });
  }

  private findConfiguration({ document, configuration }: CheckRequest): FoundConfiguration | undefined {
    const aligned = readText(document, "configuration");
    const found = configuration ?? (aligned === undefined ? undefined : this.ports.configurations.find(aligned));
    if (found === undefined) return aligned === undefined ? undefined : { name: aligned, exists: false, variables: [] };
    const { name, variables } = readConfiguration(found);
    return { name, exists: true, variables: variables.map((variable) => variable.name) };
  }
}
