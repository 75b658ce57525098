import { decodeData } from "./decodeData.ts";
import { encodeData } from "./encodeData.ts";
import { openJson, sealJson } from "./seal.ts";

/** The codec behind the service's port `DataCodec`. */
export const dataCodec = { encode: encodeData, decode: decodeData, openJson, sealJson };
