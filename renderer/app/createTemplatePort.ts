import type { ApplicationDocument } from "../../core/model/ApplicationDocument.ts";
import { readText } from "../../core/model/readApplication.ts";
import type { Template, TemplatePort } from "../state/ports/TemplatePort.ts";
import { fromTemplate } from "../state/transfer/fromTemplate.ts";
import type { AppPorts } from "./AppPorts.ts";
import { createBrowserId } from "./browser.ts";

/** They are part of the page: each is loaded when the list of them is asked for. */
const files = import.meta.glob<ApplicationDocument>("../../assets/templates/*.json", { import: "default" });

/** The templates that come with the program; undefined where nothing can be imported. */
export function createTemplatePort({
  transfer,
  listApplications,
}: Pick<AppPorts, "transfer" | "listApplications">): TemplatePort | undefined {
  if (transfer === undefined) return undefined;
  return {
    async list() {
      const documents = await Promise.all(Object.values(files).map((load) => load()));
      return documents.map(toTemplate).sort((one, other) => one.title.localeCompare(other.title));
    },
    async create(template) {
      const taken = (await listApplications()).map(({ name }) => name);
      const document = fromTemplate(template, { taken, createId: createBrowserId });
      const bundle = { applications: [document], configurations: [], stepClasses: [] };
      const [row] = await transfer.import(bundle, { choices: [], dryRun: false });
      if (row?.action !== "create") throw new Error(row?.message ?? template.title);
      return row.name;
    },
  };
}

function toTemplate(document: ApplicationDocument): Template {
  const name = readText(document, "name") ?? "";
  const title = readText(document, "friendly_name") ?? name;
  return { name, title, description: readText(document, "description") ?? "", document };
}
