import {
  AndFilter,
  ApproximateFilter,
  EqualityFilter,
  ExtensibleFilter,
  type Filter,
  FilterParser,
  GreaterThanEqualsFilter,
  LessThanEqualsFilter,
  NotFilter,
  OrFilter,
  SubstringFilter,
} from "ldapts";
import { ParameterValueException } from "sluice";

/**
 * A filter of RFC 4515 as the library sends it, over several lines if need be, with the exact bytes of what is escaped. Throws
 * ParameterValueException, which says what is wrong.
 */
export function parseFilter(text: string): Filter {
  // Between the parts of a filter space means nothing, but the library wants none.
  const dense = text.trim().replace(/\s+(?=[()])|(?<=\)|\([&|!])\s+/g, "");
  try {
    // It takes each escaped byte for a character: so each character becomes its bytes, and what it read its text again.
    return toExact(FilterParser.parseString(dense.replace(/[^\p{ASCII}]/gu, (sign) => escapeBytes(Buffer.from(sign)))));
  } catch (cause) {
    if (cause instanceof ParameterValueException) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ParameterValueException(`The filter cannot be read: ${reason}`, ["filter"]);
  }
}

/** Each byte as the backslash and two digits of a filter. */
export function escapeBytes(bytes: Buffer): string {
  return [...bytes].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
}

function toExact(filter: Filter): Filter {
  if (filter instanceof AndFilter || filter instanceof OrFilter) {
    for (const part of filter.filters) toExact(part);
  } else if (filter instanceof NotFilter) toExact(filter.filter);
  else if (filter instanceof EqualityFilter) filter.value = Buffer.from(String(filter.value), "latin1");
  else if (filter instanceof SubstringFilter) {
    [filter.initial, filter.final, filter.any] = [toText(filter.initial), toText(filter.final), filter.any.map(toText)];
  } else if (
    filter instanceof GreaterThanEqualsFilter ||
    filter instanceof LessThanEqualsFilter ||
    filter instanceof ApproximateFilter ||
    filter instanceof ExtensibleFilter
  ) {
    filter.value = toText(filter.value);
  }
  return filter;
}

function toText(bytes: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes, "latin1"));
  } catch {
    throw new ParameterValueException("The filter has bytes that are no text where it does not compare by =", [
      "filter",
    ]);
  }
}
