import { isJsonEqual, type JsonObject } from "../../base/json.ts";
import { rememberLast } from "../../base/rememberLast.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import type { Problem } from "../../model/Problem.ts";
import { readText } from "../../model/readApplication.ts";
import { readConfiguration } from "../../model/readConfiguration.ts";
import {
  type ApplicationCheck,
  type FoundConfiguration,
  validateApplication,
} from "../../model/validation/validateApplication.ts";
import { listTemplateNames } from "../../template/listTemplateNames.ts";
import { listConnectionUses } from "../connections/listConnectionUses.ts";
import { toConnectionProblems } from "../connections/toConnectionProblems.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import type { ReferenceResolver } from "../secrets/ReferenceResolver.ts";
import { toReferenceProblems } from "../secrets/toReferenceProblems.ts";
import { explainUnknownClasses, type LoadedClasses, loadClasses } from "../stepClasses/loadClasses.ts";
import type { StepClassService } from "../stepClasses/StepClassService.ts";

export interface CheckRequest {
  document: ApplicationDocument;
  /** Used instead of the aligned one. */
  configuration?: ConfigurationDocument | undefined;
  parameters?: JsonObject | undefined;
  /** Already loaded classes; default: loads them. */
  loaded?: LoadedClasses | undefined;
  /** A run is about to begin: references of the configuration that it needs must resolve now. */
  forRun?: boolean;
}

/** What is found depends on nothing else; a run of the same document comes with the same objects. */
const validate = rememberLast(
  ({ configuration: found, aligned, ...rest }: Omit<ApplicationCheck, "configuration"> & FoundBy) =>
    validateApplication({
      ...rest,
      configuration: describeConfiguration(found, aligned),
      listNames: listTemplateNames,
    }),
  {
    key: ({ manifests }) => manifests,
    isSame: (one, other) =>
      one.document === other.document &&
      isJsonEqual(one.configuration, other.configuration) &&
      isJsonEqual(one.parameters, other.parameters),
  },
);

interface FoundBy {
  configuration: ConfigurationDocument | undefined;
  /** The name the document gives. */
  aligned: string | undefined;
}

/** Finds all problems of an application with what is installed here. */
export class ApplicationChecker {
  private readonly ports: Pick<ServicePorts, "configurations">;
  private readonly stepClasses: StepClassService;
  private readonly references: ReferenceResolver;

  constructor(
    ports: Pick<ServicePorts, "configurations">,
    parts: { stepClasses: StepClassService; references: ReferenceResolver },
  ) {
    this.ports = ports;
    this.stepClasses = parts.stepClasses;
    this.references = parts.references;
  }

  /** Errors forbid a run. Never throws for what is wrong with the document. */
  async check(request: CheckRequest): Promise<Problem[]> {
    const { document, parameters } = request;
    const loaded = request.loaded ?? (await loadClasses(document, { service: this.stepClasses, read: false }));
    const aligned = readText(document, "configuration");
    const configuration =
      request.configuration ?? (aligned === undefined ? undefined : this.ports.configurations.find(aligned));
    const problems = validate({ document, manifests: loaded.manifests, configuration, aligned, parameters });
    const faults = configuration === undefined ? [] : this.references.check(configuration);
    const isRun = request.forRun === true;
    const { configurations } = this.ports;
    const uses = listConnectionUses({ document, manifests: loaded.manifests, configuration, parameters });
    return [
      ...explainUnknownClasses(problems, { document, loaded }),
      ...toConnectionProblems(uses, {
        find: (name) => configurations.find(name),
        names: () => configurations.list().map(({ name }) => name),
        faults: (found) => this.references.check(found),
        isRun,
      }),
      ...toReferenceProblems(faults, { document, manifests: loaded.manifests, isRun }),
    ];
  }
}

function describeConfiguration(
  found: FoundBy["configuration"],
  aligned: FoundBy["aligned"],
): FoundConfiguration | undefined {
  if (found === undefined) return aligned === undefined ? undefined : { name: aligned, exists: false, variables: [] };
  const { name, variables } = readConfiguration(found);
  return { name, exists: true, variables: variables.map((variable) => variable.name) };
}
