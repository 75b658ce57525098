import type { ConfigurationContent, ConfigurationPort } from "../../../renderer/state/ports/ConfigurationPort.ts";

/** One configuration "lab" with a plain and an encrypted variable. */
export function createMemoryConfigurations(): ConfigurationPort {
  let lab: ConfigurationContent = {
    name: "lab",
    etag: "1",
    connection: undefined,
    variables: [
      { name: "host", value: "db.example", encrypted: false, isSet: true },
      { name: "token", value: undefined, encrypted: true, isSet: true },
    ],
  };
  return {
    read: async (name) => (name === "lab" ? lab : undefined),
    async set({ etag }, { name, value }) {
      if (etag !== lab.etag) throw new Error("It was changed meanwhile.");
      const variables = lab.variables.map((one) =>
        one.name === name ? { ...one, isSet: true, value: one.encrypted ? undefined : value } : one,
      );
      lab = { ...lab, etag: String(Number(etag) + 1), variables };
      return lab;
    },
    async rename({ etag }, { from, to }) {
      if (etag !== lab.etag) throw new Error("It was changed meanwhile.");
      if (lab.variables.some(({ name }) => name === to)) throw new Error(`There is a variable "${to}" already.`);
      const variables = lab.variables.map((one) => (one.name === from ? { ...one, name: to } : one));
      lab = { ...lab, etag: String(Number(etag) + 1), variables };
      return lab;
    },
    test: async (name) => ({ ok: name === "lab", message: name === "lab" ? "it answers" : "nobody answers" }),
  };
}
