import { ParameterValueException } from "sluice";
import { toLdapValues } from "./ldapValues.ts";
import { escapeBytes } from "./parseFilter.ts";

/** Names in braces. */
const place = /\{([A-Za-z_]\w*)\}/g;

/** A filter with its values, of which no sign means anything to the filter (RFC 4515). Throws ParameterValueException for a name without a value. */
export function fillFilter(filter: string, values: Record<string, unknown>): string {
  return filter.replace(place, (_whole, name: string) => {
    if (Object.hasOwn(values, name)) return escapeBytes(Buffer.from(readOne(name, values[name])));
    throw new ParameterValueException(`The filter has a place {${name}}, and "values" nothing for it`, ["values"]);
  });
}

/**
 * A DN with its values, of which no sign ends a part of the name (RFC 4514). Without any values braces are a part of the DN, as they
 * may be of one that was read; `mustFill`: but not of one that is made. Throws ParameterValueException for a name without a value.
 */
export function fillDn(dn: string, values: Record<string, unknown>, { mustFill = false } = {}): string {
  if (!mustFill && Object.keys(values).length === 0) return dn.trim();
  return dn.trim().replace(place, (_whole, name: string) => {
    if (!Object.hasOwn(values, name)) {
      const hint = `write braces that are a part of it as \\7b${name}\\7d`;
      throw new ParameterValueException(`The DN has a place {${name}}, and "values" nothing for it; ${hint}`, [
        "values",
      ]);
    }
    const value = readOne(name, values[name]).toString();
    if (value !== "") return escapeDn(value);
    throw new ParameterValueException(`"${name}" of "values" is empty, and stands in a DN`, ["values"]);
  });
}

function readOne(name: string, value: unknown): Buffer {
  const [one, ...more] = toLdapValues(value, `"${name}" of "values"`);
  if (one !== undefined && more.length === 0) return Buffer.from(one as string);
  throw new ParameterValueException(`"${name}" of "values" is ${one === undefined ? "no value" : "several values"}`, [
    "values",
  ]);
}

function escapeDn(value: string): string {
  return value.replace(/[\\,+"<>;=#\0\r\n]|^ | $/g, (sign) => escapeBytes(Buffer.from(sign)));
}
