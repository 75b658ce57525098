import { BaseStep, boolean, defineParameters, list, select, text } from "sluice";
import { readText } from "../util/readText.ts";
import { readSource, sourceParameter } from "../util/sourceParameter.ts";
import { parseXml } from "../util/xml.ts";

const parameters = defineParameters({
  source: sourceParameter,
  lists: list<string>({
    title: "Always lists",
    description: "Names or paths of elements that are lists even when there is only one of them.",
    sampleValue: ["item", "order.lines.line"],
    defaultValue: [],
  }),
  attributes: text({
    title: "Attribute prefix",
    description: 'What stands before the name of an attribute; `@` makes `id` of `<a id="1">` the key `@id`.',
    defaultValue: "@",
  }),
  types: boolean({
    title: "Numbers and booleans",
    description: "Texts such as `12.5` and `true` become numbers and booleans.",
    defaultValue: false,
  }),
  namespaces: select({
    title: "Namespace prefixes",
    description: "Whether `soap:Body` keeps its prefix.",
    options: [
      { value: "keep", label: "Keep them" },
      { value: "remove", label: "Leave them out" },
    ],
    defaultValue: "keep",
    advanced: true,
  }),
});

const help = `
Reads XML into objects: an element becomes a key, several of the same name a list, text beside attributes or elements the key \`#text\`.

\`\`\`
<order id="7"><line>pump</line><line>valve</line></order>
{ "order": { "@id": "7", "line": ["pump", "valve"] } }
\`\`\`

Name what may come up more than once in *Always lists*, so that one of them is a list as well. Nothing outside the text is ever read,
and entities that a document declares itself are refused.
`;

/** XML text to objects. */
export default class ParseXML extends BaseStep.with(parameters) {
  override friendlyName = "Parse XML";
  override description = "Reads XML text into objects and lists";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Formats";
  override icon = "code-xml";
  override help = help;

  override async execute() {
    const data = parseXml(readText(readSource(this)), {
      lists: this.getParameter("lists"),
      attributes: this.getParameter("attributes"),
      hasTypes: this.getParameter("types"),
      keepsPrefixes: this.getParameter("namespaces") === "keep",
    });
    await this.saveDataForNextStep(data);
  }
}
