import { isDeepStrictEqual } from "node:util";

export type MongoDocument = Record<string, unknown>;

/** Documents of a collection in memory, with the few operators that tests use. */
export class Documents {
  readonly #documents: MongoDocument[] = [];

  /** Those that the filter takes, as they are stored. */
  find(filter: MongoDocument): MongoDocument[] {
    return this.#documents.filter((document) => isMatch(document, filter));
  }

  /** Whether there was none with its id. */
  insert(document: MongoDocument): boolean {
    if (this.#documents.some(({ _id: id }) => isDeepStrictEqual(id, document._id))) return false;
    this.#documents.push(document);
    return true;
  }

  update(filter: MongoDocument, update: MongoDocument, { multi, upsert }: { multi: boolean; upsert: boolean }) {
    const found = this.find(filter).slice(0, multi ? undefined : 1);
    const modified = found.filter((document) => apply(document, update)).length;
    if (found.length > 0 || !upsert) return { matched: found.length, modified, upserted: [] };
    const made: MongoDocument = {};
    for (const [field, wanted] of Object.entries(filter)) made[field] = isOperators(wanted) ? wanted.$eq : wanted;
    apply(made, update);
    this.insert(made);
    return { matched: 1, modified: 0, upserted: [{ index: 0, _id: made._id }] };
  }
}

export function sortDocuments(documents: readonly MongoDocument[], sort: MongoDocument = {}): MongoDocument[] {
  const fields = Object.entries(sort);
  return documents.toSorted((a, b) => {
    for (const [field, way] of fields) {
      const [left, right] = [a[field] as number, b[field] as number];
      if (left !== right) return (left < right ? -1 : 1) * Number(way);
    }
    return 0;
  });
}

export function projectDocument(document: MongoDocument, fields: MongoDocument = {}): MongoDocument {
  const wanted = Object.keys(fields).filter((field) => Number(fields[field]) === 1);
  if (wanted.length === 0) return document;
  return Object.fromEntries(Object.entries(document).filter(([field]) => field === "_id" || wanted.includes(field)));
}

function isOperators(value: unknown): value is MongoDocument {
  return typeof value === "object" && value !== null && Object.keys(value).some((key) => key.startsWith("$"));
}

function isMatch(document: MongoDocument, filter: MongoDocument): boolean {
  return Object.entries(filter).every(([field, wanted]) => {
    const value = document[field];
    if (!isOperators(wanted)) return isDeepStrictEqual(value, wanted);
    return Object.entries(wanted).every(([operator, operand]) => {
      if (operator === "$eq") return isDeepStrictEqual(value, operand);
      if (operator === "$ne") return !isDeepStrictEqual(value, operand);
      if (operator === "$gte") return (value as number) >= (operand as number);
      throw new Error(`unknown operator: ${operator}`);
    });
  });
}

/** Whether it changed anything. */
function apply(document: MongoDocument, update: MongoDocument): boolean {
  const before = { ...document };
  for (const [operator, fields] of Object.entries(update as Record<string, MongoDocument>)) {
    for (const [field, value] of Object.entries(fields)) {
      if (operator === "$set") document[field] = value;
      else if (operator === "$inc") document[field] = Number(document[field] ?? 0) + Number(value);
      else throw new Error(`Unknown modifier: ${operator}`);
    }
  }
  return !isDeepStrictEqual(before, document);
}
