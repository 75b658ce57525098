import { Emitter, type Unsubscribe } from "../../base/Emitter.ts";

/** What happened to documents. Nothing of their content: whoever wants it reads it. */
export type DocumentEvent =
  /** One more line in the journal of a draft. */
  | { type: "draft.changed"; application: string; user: string; seq: number; client: string }
  | { type: "application.published"; application: string; revision: number; author: string }
  | { type: "application.deleted"; application: string }
  /** From the trash. */
  | { type: "application.restored"; application: string }
  /** One that was never published has another name now. */
  | { type: "application.renamed"; application: string; name: string }
  | { type: "configuration.changed"; configuration: string }
  | { type: "stepclass.saved"; file: string }
  /** How far an import is; `work` is the name that whoever asked for it gave it. */
  | { type: "import.progress"; work: string; phase: "checking" | "taking"; done: number; total: number };

/** An event with its number: from 1 at each start of the host, without gaps. Nothing of it is stored. */
export type NumberedDocumentEvent = DocumentEvent & { number: number };

/** Tells what happened to documents, after it was stored. */
export class DocumentEvents {
  private readonly emitter: Emitter<NumberedDocumentEvent>;
  private number = 0;

  constructor(onBug: (error: unknown) => void) {
    this.emitter = new Emitter(onBug);
  }

  emit(event: DocumentEvent): void {
    this.number += 1;
    this.emitter.emit({ ...event, number: this.number });
  }

  subscribe(listener: (event: NumberedDocumentEvent) => void): Unsubscribe {
    return this.emitter.subscribe(listener);
  }
}
