import { XMLBuilder, XMLParser, XMLValidator } from "fast-xml-parser";
import { StepException } from "sluice";
import { toCell } from "./csv.ts";
import { isRecord } from "./readField.ts";

/** Text that is no XML, or data that cannot be written as such. */
export class XmlException extends StepException {}

const textKey = "#text";

export interface XmlReading {
  /** Names or paths of elements that are always lists. */
  lists: readonly string[];
  /** Stands before the names of attributes. */
  attributes: string;
  hasTypes: boolean;
  keepsPrefixes: boolean;
}

/** Throws XmlException with line and column for what is not well formed. Own entities of a document are refused, nothing outside is read. */
export function parseXml(text: string, { lists, attributes, hasTypes, keepsPrefixes }: XmlReading): unknown {
  if (/<!ENTITY/i.test(text)) throw new XmlException("The document declares entities of its own, which are not read");
  const valid = XMLValidator.validate(text, { allowBooleanAttributes: true });
  if (valid !== true) throw new XmlException(`Line ${valid.err.line}, column ${valid.err.col}: ${valid.err.msg}`);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: attributes,
    textNodeName: textKey,
    removeNSPrefix: !keepsPrefixes,
    ignoreDeclaration: true,
    ignorePiTags: true,
    parseTagValue: false,
    parseAttributeValue: false,
    jPath: true,
    isArray: (name: string, path: unknown) => lists.includes(name) || lists.includes(String(path)),
  });
  try {
    const data: unknown = parser.parse(text);
    return hasTypes ? withTypes(data) : data;
  } catch (cause) {
    throw new XmlException(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function withTypes(value: unknown): unknown {
  if (typeof value === "string") return toCell(value);
  if (Array.isArray(value)) return value.map(withTypes);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withTypes(item)]));
}

export interface XmlWriting {
  attributes: string;
  /** Spaces per level; 0 = one line. */
  indent: number;
  declaration: boolean;
}

/** Objects as XML. Throws XmlException when there is not exactly one outermost element. */
export function buildXml(data: unknown, { attributes, indent, declaration }: XmlWriting): string {
  if (!isRecord(data))
    throw new XmlException("XML is written from an object with one key, the name of the outermost element");
  const [root, ...others] = Object.keys(data);
  if (root === undefined || others.length > 0 || Array.isArray(data[root])) {
    throw new XmlException(
      `An XML document has exactly one outermost element, but the data has ${describeRoots(data)}; set "root"`,
    );
  }
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: attributes,
    textNodeName: textKey,
    format: indent > 0,
    indentBy: " ".repeat(indent),
    suppressEmptyNode: true,
    suppressBooleanAttributes: false,
  });
  const head = declaration ? `<?xml version="1.0" encoding="UTF-8"?>${indent > 0 ? "\n" : ""}` : "";
  return head + String(builder.build(toWritable(data)));
}

function describeRoots(data: Record<string, unknown>): string {
  const names = Object.keys(data);
  if (names.length === 0) return "none";
  return names.length > 1 ? names.slice(0, 5).join(", ") : `a list of ${names[0]}`;
}

function toWritable(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(toWritable);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [checkName(key), toWritable(item)]));
}

function checkName(key: string): string {
  const name = key === textKey ? "text" : key.replace(/^[^\p{L}_]/u, "");
  if (/^[\p{L}_][\p{L}\p{N}_.:-]*$/u.test(name)) return key;
  throw new XmlException(`"${key}" cannot be the name of an element`);
}
