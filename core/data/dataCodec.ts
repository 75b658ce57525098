import { decodeData } from "./decodeData.ts";
import { encodeData } from "./encodeData.ts";
import { openParameters } from "./pair.ts";
import { readPage } from "./readPage.ts";
import { readSchema } from "./readSchema.ts";
import { sealJson } from "./seal.ts";

/** The codec behind the service's port `DataCodec`. */
export const dataCodec = { encode: encodeData, decode: decodeData, readPage, readSchema, openParameters, sealJson };
