import { createHash, createHmac, randomUUID } from "node:crypto";
import { anyValue, BaseStep, defineParameters, secret, select } from "sluice";
import { bytesToHash, timeOrderedUuid } from "../util/hash.ts";

const parameters = defineParameters({
  make: select({
    title: "Make",
    description: "A hash of a value, a hash with a key (HMAC), or a new unique id.",
    options: [
      { value: "hash", label: "Hash" },
      { value: "hmac", label: "HMAC" },
      { value: "uuid4", label: "UUID, random" },
      { value: "uuid7", label: "UUID, in the order of time" },
    ],
    defaultValue: "hash",
  }),
  value: anyValue({
    title: "Value",
    description:
      "What is hashed: text, bytes, or anything else as JSON with its keys in order; empty = the data of the earlier steps.",
    sampleValue: "${body}",
  }),
  key: secret({
    title: "Key",
    description: "Key of the HMAC; keep it in a configuration as an encrypted value.",
    sampleValue: "${config.webhook_secret}",
    required: true,
    showWhen: { parameter: "make", equals: "hmac" },
  }),
  algorithm: select({
    title: "Algorithm",
    description: "MD5 and SHA-1 only for systems that demand them: they are broken.",
    options: ["sha256", "sha384", "sha512", "sha3-256", "sha1", "md5"],
    defaultValue: "sha256",
  }),
  encoding: select({
    title: "Written as",
    description: "How the bytes of the hash are written.",
    options: ["hex", "base64", "base64url"],
    defaultValue: "hex",
  }),
});

const help = `
Makes a hash, such as a fingerprint by which changes are found; an HMAC, such as the signature of a webhook; or a new UUID.

It saves a text. Objects are hashed as JSON with sorted keys, so that equal objects have equal hashes.
`;

/** Hash, HMAC and UUID. */
export default class Hash extends BaseStep.with(parameters) {
  override friendlyName = "Hash";
  override description = "Makes a hash, an HMAC or a UUID";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Values";
  override icon = "fingerprint";
  override help = help;

  override async execute() {
    await this.saveDataForNextStep(this.#make());
  }

  #make(): string {
    const make = this.getParameter("make");
    if (make === "uuid4") return randomUUID();
    if (make === "uuid7") return timeOrderedUuid(Date.now());
    const given = this.getParameter("value");
    const bytes = bytesToHash(given === null || given === "" ? this.joinPreviousStepData() : given);
    const algorithm = this.getParameter("algorithm");
    const hash = make === "hmac" ? createHmac(algorithm, this.getParameter("key") ?? "") : createHash(algorithm);
    return hash.update(bytes).digest(this.getParameter("encoding"));
  }
}
