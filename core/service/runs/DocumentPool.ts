import { stringifyJson } from "../../base/json.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";

/** Documents that are kept at most. */
const most = 32;
/** Characters of the longest text that is kept. */
const longest = 262_144;

/**
 * Makes documents of the same text one object, so that what was found out about it once (how it reads, whether it is
 * right, its stored form) serves every run of it. Nobody may change a document.
 */
export class DocumentPool {
  private readonly documents = new Map<string, ApplicationDocument>();

  /** The first document with this text. */
  share(document: ApplicationDocument): ApplicationDocument {
    const text = stringifyJson(document);
    if (text.length > longest) return document;
    const known = this.documents.get(text) ?? document;
    // The last to be asked for is the last to go.
    this.documents.delete(text);
    this.documents.set(text, known);
    const [oldest] = this.documents.size > most ? this.documents.keys() : [];
    if (oldest !== undefined) this.documents.delete(oldest);
    return known;
  }
}
