import type { ApplicationDocument } from "../../../core/model/ApplicationDocument.ts";

/** An application that comes with the program, to begin from. */
export interface Template {
  name: string;
  title: string;
  description: string;
  document: ApplicationDocument;
}

/** What new applications can begin from. Every call rejects with a sentence when it fails. */
export interface TemplatePort {
  /** In the order of their titles. */
  list(): Promise<readonly Template[]>;
  /** Makes an application of it, as a draft; resolves with its name. */
  create(template: Template): Promise<string>;
}
