import { SluiceError } from "../../base/SluiceError.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import type { Problem } from "../../model/Problem.ts";
import { parseApplication } from "../../model/parseApplication.ts";
import { serializeApplication } from "../../model/serializeApplication.ts";
import { hasErrors } from "../../model/validation/validateApplication.ts";
import type { Editor } from "../drafts/Draft.ts";
import type { DraftService } from "../drafts/DraftService.ts";
import { invalidDocument, nearestName } from "../failures.ts";
import type { ApplicationSummary, StoredDocument } from "../ports/repositories.ts";
import { localUser, type ServicePorts } from "../ServicePorts.ts";
import { createDeletion } from "../trash/createDeletion.ts";
import type { ApplicationChecker } from "./ApplicationChecker.ts";
import { withStepIds } from "./withStepIds.ts";

export interface ApplicationImportOptions {
  fileName: string;
  overwrite: boolean;
  /** Who publishes, and whose draft it becomes when it has errors; default: this computer's user. */
  author?: string | undefined;
}

export interface ApplicationImport {
  name: string;
  /** `draft`: it has errors and cannot run yet. */
  result: "published" | "draft";
  replaced: boolean;
  /** Errors and warnings. */
  problems: Problem[];
}

type Ports = Pick<ServicePorts, "applications" | "clock" | "random">;

/** Use-cases of stored applications. */
export class ApplicationService {
  private readonly ports: Ports;
  private readonly checker: ApplicationChecker;
  private readonly drafts: DraftService;

  constructor(ports: Ports, parts: { checker: ApplicationChecker; drafts: DraftService }) {
    this.ports = ports;
    this.checker = parts.checker;
    this.drafts = parts.drafts;
  }

  list(): ApplicationSummary[] {
    return this.ports.applications.list();
  }

  /** The published document, else the draft of this computer's user, else the newest; undefined = no such application. */
  find(name: string): StoredDocument | undefined {
    const { applications } = this.ports;
    return (
      applications.findPublished(name) ?? applications.findDraft(name, localUser) ?? applications.findNewestDraft(name)
    );
  }

  /** What one user has on screen: the draft of that user, else as `find`. */
  findFor(name: string, user: string): StoredDocument | undefined {
    return this.ports.applications.findDraft(name, user) ?? this.find(name);
  }

  /** As `find`; throws `not_found` with the nearest name. */
  get(name: string): StoredDocument {
    const found = this.find(name);
    if (found !== undefined) return found;
    const hint = nearestName(
      name,
      this.list().map((application) => application.name),
    );
    throw new SluiceError("not_found", `There is no application "${name}".${hint}`, { details: { name } });
  }

  /** The document that schedules, steps and the API run. Throws `not_found` with the nearest name, also for a mere draft. */
  getPublished(name: string): StoredDocument {
    const found = this.ports.applications.findPublished(name);
    if (found !== undefined) return found;
    this.get(name);
    throw new SluiceError(
      "not_found",
      `The application "${name}" is only a draft: it has errors. "sluice validate ${name}" lists them.`,
      { details: { name } },
    );
  }

  /** Reads the text of a document and finds its name. Throws `invalid_document` for what is no application at all. */
  parse(text: string, fileName: string): { name: string; document: ApplicationDocument } {
    const parsed = parseApplication(text, { fileName });
    if (!parsed.ok) throw invalidDocument(fileName, parsed);
    return { name: parsed.name ?? fileName, document: parsed.document };
  }

  /**
   * Stores a document unchanged: published when it has no errors, else as a draft with its problems listed. Without
   * `syncpack_versions` it takes the newest of each pack. Runs no code of the document. Throws `invalid_document` for what is no application, `already_exists` without `overwrite`.
   */
  async import(text: string, options: ApplicationImportOptions): Promise<ApplicationImport> {
    const { author = localUser } = options;
    const { name, document } = this.parse(text, options.fileName);
    const replaced = this.find(name) !== undefined;
    if (replaced && !options.overwrite) {
      throw new SluiceError(
        "already_exists",
        `There is an application "${name}" already. Import it with --overwrite.`,
        {
          details: { name },
        },
      );
    }
    const problems = await this.checker.check({ document });
    if (hasErrors(problems)) {
      const editor = { user: author, client: "import" };
      await this.drafts.put(name, editor, { document, label: `Import ${options.fileName}` });
      return { name, result: "draft", replaced, problems };
    }
    const comment = `Imported from ${options.fileName}`;
    await this.ports.applications.publish(name, { document, author, comment });
    return { name, result: "published", replaced, problems };
  }

  /**
   * Makes a document the draft of an editor, as one gesture, whatever was there; its problems are listed. Publishes
   * nothing and runs no code of it. Throws `invalid_document` for what is no application.
   */
  async importDraft(
    text: string,
    { fileName, editor }: { fileName: string; editor: Editor },
  ): Promise<{ name: string; problems: Problem[] }> {
    const { name, document } = this.parse(text, fileName);
    await this.drafts.put(name, editor, { document, label: `Import ${fileName}` });
    return { name, problems: await this.checker.check({ document }) };
  }

  /** The text of a document, byte-stable; `layout` writes the ids of the steps into it. Throws `not_found`. */
  export(name: string, options: { layout: boolean }): string {
    const { document, stepIds } = this.get(name);
    return serializeApplication(options.layout ? withStepIds(document, stepIds) : document);
  }

  /** It can be restored from the trash. Throws `not_found`. */
  async delete(name: string, by: string = localUser): Promise<void> {
    this.get(name);
    await this.ports.applications.delete(name, createDeletion(this.ports, by));
  }
}
