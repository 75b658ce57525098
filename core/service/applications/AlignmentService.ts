import { isJsonEqual, type JsonObject, ownValue, setOwn } from "../../base/json.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import type { Problem } from "../../model/Problem.ts";
import { hasErrors } from "../../model/validation/validateApplication.ts";
import type { ConfigurationService } from "../configurations/ConfigurationService.ts";
import { replace } from "../configurations/sealConfiguration.ts";
import type { DraftService } from "../drafts/DraftService.ts";
import { invalidDocument } from "../failures.ts";
import { localUser, type ServicePorts } from "../ServicePorts.ts";
import type { StepClassService } from "../stepClasses/StepClassService.ts";
import type { ApplicationChecker } from "./ApplicationChecker.ts";
import type { ApplicationService } from "./ApplicationService.ts";

export interface Alignment {
  name: string;
  /** undefined = aligned with none now. */
  configuration: string | undefined;
  /** The published revision; of a draft the one it is based on. */
  revision: number;
  /** `unchanged`: it was aligned so already, and no revision was made. */
  result: "published" | "draft" | "unchanged";
  /** Warnings; of a draft also errors. */
  problems: Problem[];
}

interface Parts {
  ports: Pick<ServicePorts, "applications">;
  applications: ApplicationService;
  configurations: ConfigurationService;
  checker: ApplicationChecker;
  drafts: DraftService;
  stepClasses: StepClassService;
}

/** Aligns applications with configurations. */
export class AlignmentService {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /**
   * Makes a configuration the one that an application runs with, or none: a new revision, or a change of the draft of an
   * application that was never published. Throws `not_found` for both names, `invalid_document` for what cannot be
   * published, with all problems.
   */
  async align(
    name: string,
    change: { configuration: string | undefined; author?: string; comment?: string },
  ): Promise<Alignment> {
    const { ports, applications, configurations, checker, drafts, stepClasses } = this.parts;
    const { configuration, author = localUser } = change;
    const { document: present, revision } = applications.get(name);
    if (configuration !== undefined) configurations.get(configuration);
    const document = withConfiguration(present, configuration);
    const problems = await checker.check({ document });
    if (isJsonEqual(document, present)) return { name, configuration, revision, result: "unchanged", problems };
    if (ports.applications.findPublished(name) === undefined) {
      const label = change.comment ?? describeChange(configuration);
      const draft = await drafts.put(name, { user: author, client: "alignment" }, { document, label });
      return { name, configuration, revision: draft.base, result: "draft", problems };
    }
    if (hasErrors(problems)) throw invalidDocument(name, { problems });
    const comment = change.comment ?? describeChange(configuration);
    const pinned = stepClasses.pin(document, present);
    const published = await ports.applications.publish(name, { document: pinned, author, comment });
    return { name, configuration, revision: published.revision, result: "published", problems };
  }
}

/** The document aligned with a configuration; the key keeps its place, and goes when there is none. */
function withConfiguration(document: ApplicationDocument, configuration: string | undefined): ApplicationDocument {
  if (configuration !== undefined) return replace(document, "configuration", configuration);
  const present = ownValue(document, "configuration");
  if (present === undefined || present === "" || present === null) return document;
  const rest: JsonObject = {};
  for (const [key, value] of Object.entries(document)) if (key !== "configuration") setOwn(rest, key, value);
  return rest;
}

function describeChange(configuration: string | undefined): string {
  return configuration === undefined ? "Aligned with no configuration" : `Aligned with ${configuration}`;
}
