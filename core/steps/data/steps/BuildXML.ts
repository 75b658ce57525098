import { BaseStep, boolean, defineParameters, number, text } from "sluice";
import { buildXml } from "../util/xml.ts";

const parameters = defineParameters({
  root: text({
    title: "Root",
    description: "Name of the outermost element; empty = the one key of the data.",
    sampleValue: "orders",
    defaultValue: "",
  }),
  item: text({
    title: "Item",
    description: "Name of the element of each item, when the data is a list.",
    defaultValue: "item",
  }),
  attributes: text({
    title: "Attribute prefix",
    description: "Keys that begin with it become attributes.",
    defaultValue: "@",
  }),
  indent: number({
    title: "Indent",
    description: "Spaces per level; 0 = everything in one line.",
    defaultValue: 2,
    min: 0,
    max: 8,
  }),
  declaration: boolean({
    title: "Declaration",
    description: "Begins with the XML declaration.",
    defaultValue: true,
    advanced: true,
  }),
});

const help = `
Writes objects as XML, the way *Parse XML* reads them: a key becomes an element, a list several of them, \`@id\` an attribute, \`#text\`
the text beside attributes.

A list becomes one element per item within *Root*.
`;

/** Objects to XML text. */
export default class BuildXML extends BaseStep.with(parameters) {
  override friendlyName = "Build XML";
  override description = "Writes objects and lists as XML text";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Formats";
  override icon = "code-xml";
  override help = help;

  override async execute() {
    const data = this.joinPreviousStepData();
    const root = this.getParameter("root");
    const inner = Array.isArray(data) ? { [this.getParameter("item")]: data } : data;
    const document = root === "" && !Array.isArray(data) ? data : { [root || "items"]: inner };
    const options = {
      attributes: this.getParameter("attributes"),
      indent: this.getParameter("indent"),
      declaration: this.getParameter("declaration"),
    };
    await this.saveDataForNextStep(buildXml(document, options));
  }
}
