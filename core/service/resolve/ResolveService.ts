import { createMasker, type Masker, masked, maskJson } from "../../base/createMasker.ts";
import { isJsonObject, type JsonValue, ownValue, parseJson, setOwn } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { fromTypedJson, toTypedJson } from "../../base/typedJson.ts";
import type { ClassReference } from "../../engine/ports/StepWorkers.ts";
import type { ApplicationDocument, StepView } from "../../model/ApplicationDocument.ts";
import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import { listReferences } from "../../model/configurationReferences.ts";
import { findPin } from "../../model/operations/Pins.ts";
import { readApplication, readText } from "../../model/readApplication.ts";
import { readConfiguration } from "../../model/readConfiguration.ts";
import { readPackVersions } from "../../model/readPackVersions.ts";
import type { ManifestLookup } from "../../model/StepManifest.ts";
import { type JoinInput, joinData } from "../../sdk/joinData.ts";
import { type Found, notFound } from "../../template/lookupPath.ts";
import { resolveTemplate } from "../../template/resolveTemplate.ts";
import type { ConnectionService } from "../connections/ConnectionService.ts";
import { shortenJson } from "../data/shortenJson.ts";
import type { Editor } from "../drafts/Draft.ts";
import type { DraftService } from "../drafts/DraftService.ts";
import type { StepQuestion } from "../ports/StepValues.ts";
import type { RunQueries } from "../runs/RunQueries.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { loadClasses } from "../stepClasses/loadClasses.ts";
import type { LoadedClass, StepClassService } from "../stepClasses/StepClassService.ts";
import { listPaths } from "./listPaths.ts";
import type { DataPath, Resolution, ResolveRequest } from "./Resolution.ts";
import { type Option, type OptionList, type OptionsRequest, readOptions } from "./readOptions.ts";
import { createDraftScope, type DraftNames, readTokens } from "./readTokens.ts";

interface Parts {
  ports: Pick<ServicePorts, "configurations" | "samples" | "stepValues">;
  drafts: DraftService;
  stepClasses: StepClassService;
  connections: ConnectionService;
  queries: RunQueries;
}

/** A step of a draft with all that its parameters may name. */
interface StepNames {
  names: DraftNames;
  view: StepView;
  document: ApplicationDocument;
  manifests: ManifestLookup;
}

/** Characters that an answer may have. */
const longestValue = 4_000;

/** Shows what the parameters of a draft would be, before anything runs (semantics, section 6). Runs step code only when asked to. */
export class ResolveService {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** What a value would be for a step of the draft. Throws `not_found` for the application, the step and the run. */
  async resolve(name: string, editor: Editor, request: ResolveRequest): Promise<Resolution> {
    const { step, value, run, functions } = request;
    const found = await this.readNames(name, editor, { step, run });
    const { names } = found;
    const scope = createDraftScope(names);
    const tokens = readTokens(value, { names, scope });
    if (tokens.every(({ state }) => state === "found")) return { tokens, ...show(resolveTemplate(value, scope)) };
    const isCallable = tokens.every(({ state }) => state === "found" || state === "function");
    if (functions !== true || !isCallable) return { tokens };
    const called = await this.call(value, found);
    return { tokens, ...("problem" in called ? called : show(called.value)) };
  }

  /** Secrets stay masked here too: a step function sees dots. */
  private async call(value: JsonValue, { names, view, document }: StepNames) {
    const { reference } = await this.load(view, document);
    return this.parts.ports.stepValues.resolve({ ...toQuestion(reference, { names, view }), value });
  }

  /**
   * The choices of a parameter that takes them from a method of its class, which is run for it with the other parameters of the
   * step and the connections it names; other secrets are dots, and a choice whose value holds one of the connections is left
   * out. Throws `not_found` for the application, the step, and a parameter without such a method.
   */
  async options(name: string, editor: Editor, { step, parameter }: OptionsRequest): Promise<OptionList> {
    const { names, view, document, manifests } = await this.readNames(name, editor, { step });
    const { reference, manifest } = await this.load(view, document);
    const method = manifest.parameters.find((one) => one.name === parameter)?.optionsFrom;
    if (method === undefined) {
      throw new SluiceError("not_found", `"${view.file}" has no parameter "${parameter}" with choices from a method.`, {
        details: { file: view.file, parameter },
      });
    }
    const { connections, secrets } = this.parts.connections.openFor(view.name, {
      document,
      manifests,
      configuration: this.findConfiguration(document),
    });
    const question = { ...toQuestion(reference, { names, view }), connections, method };
    const answer = await this.parts.ports.stepValues.call(question);
    const list = "problem" in answer ? answer : readOptions(answer.value, method);
    const mask = createMasker(secrets);
    if ("problem" in list) return { problem: mask(list.problem) };
    // Dots in a value would be a choice that is none.
    const options = list.options.filter(({ value }) => maskJson(value, mask) === value);
    return { ...list, options: options.map((one) => maskLabel(one, mask)) };
  }

  /** The paths that `${...}` finds in the data the step gets, as far as data is known. Throws as `resolve`. */
  async paths(name: string, editor: Editor, given: { step: string; run?: string | undefined }): Promise<DataPath[]> {
    const { inputs, joined } = (await this.readNames(name, editor, given)).names;
    const all = [joined, ...inputs.map(({ value }) => value)].flatMap((data) => listPaths(data));
    return [...new Map(all.map((path) => [path.path, path])).values()].slice(0, 300);
  }

  private async readNames(
    name: string,
    editor: Editor,
    { step, run }: { step: string; run?: string | undefined },
  ): Promise<StepNames> {
    const draft = await this.parts.drafts.getVersion(name, editor, "draft");
    const { document, stepIds } = draft;
    const index = stepIds.indexOf(step);
    const { steps } = readApplication(document, () => undefined);
    const found = steps[index];
    if (found === undefined) {
      throw new SluiceError("not_found", `The application "${name}" has no step of the id "${step}".`, {
        details: { name, step },
      });
    }
    const producers = [...steps.entries()].filter(([, other]) => leadsTo(other, found.name));
    const { manifests } = await loadClasses(document, { service: this.parts.stepClasses, read: false });
    const inputs = producers.flatMap(([at, { name: producer }]): JoinInput[] => {
      const id = stepIds[at] ?? "";
      // What is pinned is what the next run from the editor hands over, whatever an earlier one did.
      const pin = findPin(draft, id);
      const data = pin === undefined ? this.readData(id, run) : { found: true, value: fromTypedJson(pin) };
      return data.found ? [{ step: producer, saved: true, value: data.value }] : [];
    });
    const names = {
      ...this.readConfiguration(document),
      appvars: this.readVariables(document, run),
      functions: manifests(found.file, found.syncpack)?.stepFunctions ?? [],
      inputs,
      joined: join(inputs, producers.length),
    };
    return { names, view: found, document, manifests };
  }

  /** The class of a step, in the version that the draft keeps of its pack. */
  private load({ file, syncpack }: StepView, document: ApplicationDocument): Promise<LoadedClass> {
    return this.parts.stepClasses.load(file, syncpack, { read: true, versions: readPackVersions(document) });
  }

  private findConfiguration(document: ApplicationDocument): ConfigurationDocument | undefined {
    const name = readText(document, "configuration");
    return name === undefined ? undefined : this.parts.ports.configurations.find(name);
  }

  /** Encrypted values are not opened: all that is shown of them is that they are there. */
  private readConfiguration(document: ApplicationDocument): Pick<DraftNames, "configuration" | "config"> {
    const stored = this.findConfiguration(document);
    if (stored === undefined) return { configuration: undefined, config: {} };
    const config: Record<string, JsonValue> = {};
    for (const { name: variable, value, encrypted } of readConfiguration(stored).variables) {
      if (value === undefined || value === null) continue;
      setOwn(config, variable, encrypted || listReferences(value).length > 0 ? masked : value);
    }
    return { configuration: readConfiguration(stored).name, config };
  }

  private readVariables(document: ApplicationDocument, run: string | undefined): Record<string, JsonValue> {
    const given = run === undefined ? {} : this.parts.queries.parameters(run);
    const values: Record<string, JsonValue> = {};
    const variables = ownValue(document, "app_variables");
    for (const variable of Array.isArray(variables) ? variables : []) {
      const name = isJsonObject(variable) ? ownValue(variable, "name") : undefined;
      if (!isJsonObject(variable) || typeof name !== "string") continue;
      const value = ownValue(given, name) ?? ownValue(variable, "value") ?? ownValue(variable, "default_value");
      setOwn(values, name, value ?? null);
    }
    return values;
  }

  private readData(stepId: string, run: string | undefined): Found {
    if (run !== undefined) {
      const stepRun = this.parts.queries.stepRuns(run).find((one) => one.stepId === stepId);
      const read = stepRun === undefined ? undefined : this.parts.queries.stepData(stepRun);
      return read?.kind === "data" ? { found: true, value: fromTypedJson(read.data) } : notFound;
    }
    const sample = this.parts.ports.samples.find(stepId);
    const parsed = sample === undefined ? undefined : parseJson(sample.json);
    return parsed?.ok ? { found: true, value: fromTypedJson(parsed.value) } : notFound;
  }
}

function toQuestion(stepClass: ClassReference, { names, view }: { names: DraftNames; view: StepView }): StepQuestion {
  return {
    stepName: view.name,
    stepClass,
    parameters: view.parameters,
    configuration: { ...names.config },
    appVariables: { ...names.appvars },
    inputs: names.inputs,
  };
}

function maskLabel({ value, label }: Option, mask: Masker): Option {
  return label === undefined ? { value } : { value, label: mask(label) };
}

function show(resolved: unknown): Pick<Resolution, "value" | "type"> {
  return { value: shortenJson(toTypedJson(resolved), longestValue), type: typeOf(resolved) };
}

function leadsTo({ outputTo, errorTo }: StepView, name: string): boolean {
  return outputTo.includes(name) || errorTo.includes(name);
}

/** Data that cannot be joined is still there producer by producer. */
function join(inputs: readonly JoinInput[], producers: number): unknown {
  try {
    return joinData({ inputs, producers, warn: () => undefined });
  } catch {
    return undefined;
  }
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "list";
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") return "text";
  if (typeof value !== "object") return typeof value;
  return Object.prototype.toString.call(value).slice(8, -1).toLowerCase();
}
