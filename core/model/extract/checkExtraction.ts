import { ownValue } from "../../base/json.ts";
import type { Border } from "./Border.ts";
import { listTexts, saysLiteral } from "./entryTexts.ts";
import { type Finding, quoteNames, refusal, warning } from "./Finding.ts";
import { type GraphEdge, type GraphStep, reach } from "./StepGraph.ts";

/**
 * Why chosen steps cannot become an application of their own and mean the same, and what will be other than before. A child
 * begins as a whole and ends as a whole, takes data in as JSON, and fails when one of its steps does.
 */
export function checkExtraction(border: Border): Finding[] {
  const { graph, chosen } = border;
  if (chosen.size === 0) return [refusal("Choose the steps first.")];
  if (!graph.isNamed) return [refusal("Every step needs a name of its own first.")];
  return [
    ...checkErrorEdges(border),
    ...checkWaysAround(border),
    ...checkWaysIn(border),
    ...checkBegin(border),
    ...checkWaysOut(border),
    ...checkNames(border),
    ...warnOfFailures(border),
    ...warnOfData(border),
  ];
}

function checkErrorEdges({ incoming, outgoing }: Border): Finding[] {
  return [...incoming, ...outgoing]
    .filter(({ kind }) => kind === "error")
    .map(({ from, to }) =>
      refusal(
        `The error edge from "${from.name}" to "${to.name}" would end at the border. Choose both steps or neither.`,
        [from.name, to.name],
      ),
    );
}

/** What leads out and back in would have to run in the middle of the child. */
function checkWaysAround({ graph, chosen }: Border): Finding[] {
  const before = reach(graph.edges, chosen, "up");
  const between = [...reach(graph.edges, chosen)].filter((step) => !chosen.has(step) && before.has(step));
  if (between.length === 0) return [];
  const names = between.map(({ name }) => name);
  return [refusal(`${quoteNames(names)} runs between the chosen steps. Choose it too.`, names)];
}

function checkWaysIn({ incoming, producers }: Border): Finding[] {
  return producers.flatMap((producer) => {
    const edges = incoming.filter(({ from }) => from === producer);
    return checkSameWay(edges, producer);
  });
}

function checkWaysOut({ outgoing, exits }: Border): Finding[] {
  return exits.flatMap((exit) =>
    checkSameWay(
      outgoing.filter(({ from }) => from === exit),
      exit,
    ),
  );
}

/** The edges become one, so all have to be taken or none. */
function checkSameWay(edges: readonly GraphEdge[], producer: GraphStep): Finding[] {
  const consumers = edges.map(({ to }) => to.name);
  if (new Set(edges.map(({ routes }) => routes)).size > 1) {
    const message = `"${producer.name}" leads to ${quoteNames(consumers)} by different outputs, which a child application has not. Choose all of them or none.`;
    return [refusal(message, [producer.name, ...consumers])];
  }
  const texts = listTexts(producer.entry, producer.manifest);
  const said = consumers.filter((name) => saysLiteral(texts, name));
  if (said.length === 0) return [];
  return [
    refusal(
      `The code of "${producer.name}" names ${quoteNames(said)}, which it would not lead to any more. Choose all of them or none.`,
      [producer.name],
    ),
  ];
}

/** Every step that begins the child begins with it, so each of them has to wait for the same steps already. */
function checkBegin({ graph, chosen, incoming, producers }: Border): Finding[] {
  const followers = new Set(graph.edges.filter(({ from }) => chosen.has(from)).map(({ to }) => to));
  return [...chosen].flatMap((step) => {
    const has = new Set(incoming.filter(({ to }) => to === step).map(({ from }) => from));
    const missing = producers.filter((producer) => !has.has(producer)).map(({ name }) => name);
    const isHead = !followers.has(step);
    if (isHead && missing.length > 0) {
      const message = `"${step.name}" does not wait for ${quoteNames(missing)}, and in the child application it would. Choose ${quoteNames(missing)} too, or leave "${step.name}" out.`;
      return [refusal(message, [step.name, ...missing])];
    }
    if (isHead || has.size === 0 || producers.length === 1) return [];
    const from = [...has].map(({ name }) => name);
    const message = `"${step.name}" gets data of ${quoteNames(from)} and of chosen steps, while others begin with other data. Choose ${quoteNames(from)} too, or leave "${step.name}" out.`;
    return [refusal(message, [step.name, ...from])];
  });
}

function checkNames(border: Border): Finding[] {
  const { graph, chosen, incoming, outgoing, producers, exits } = border;
  const findings: Finding[] = [];
  for (const { name } of producers) {
    if (!/["\n]|\$\{/.test(name)) continue;
    findings.push(refusal(`The name of "${name}" has characters that cannot be handed on. Rename it first.`, [name]));
  }
  for (const { from, to } of [...incoming, ...outgoing]) {
    if (!readsParametersOfOthers(to)) continue;
    const message = `"${to.name}" reads parameters of the steps before it, and those of "${from.name}" would be out of reach. Choose both or neither.`;
    findings.push(refusal(message, [to.name, from.name]));
  }
  for (const step of graph.steps) {
    for (const name of listNamedSteps(step)) {
      const named = graph.byName.get(name);
      if (named === undefined || chosen.has(named) === chosen.has(step)) continue;
      if ((chosen.has(step) ? producers : exits).includes(named)) continue;
      findings.push(
        refusal(`A parameter of "${step.name}" names "${name}", which would be out of reach. Choose both or neither.`, [
          step.name,
          name,
        ]),
      );
    }
  }
  return findings;
}

function readsParametersOfOthers({ entry, manifest }: GraphStep): boolean {
  return (
    manifest?.usesPreviousParameters === true ||
    listTexts(entry, manifest).some((text) => text.includes("getParameterFromPreviousStep"))
  );
}

/** What parameters of kind step say. */
function listNamedSteps({ entry, manifest }: GraphStep): string[] {
  return (manifest?.parameters ?? [])
    .filter(({ kind }) => kind === "step")
    .flatMap(({ name }) => ownValue(entry, name) ?? [])
    .filter((value) => typeof value === "string");
}

function warnOfFailures({ graph, chosen, exits }: Border): Finding[] {
  const inner = graph.edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to));
  const causes = exits.map((exit) => reach(inner, [exit], "up").add(exit));
  const names = [...chosen]
    .filter(({ view }) => view.errorTo.length === 0 && !view.continueOnError)
    .filter((step) => causes.some((before) => !before.has(step)))
    .map(({ name }) => name);
  if (names.length === 0) return [];
  const message = `When ${quoteNames(names)} fails, the child fails as a whole: steps after it do not run, also those that did not depend on it.`;
  return [warning(message, names)];
}

function warnOfData({ producers }: Border): Finding[] {
  if (producers.length === 0) return [];
  const names = producers.map(({ name }) => name);
  const message = `The data of ${quoteNames(names)} is handed over as JSON. A date, a map or bytes in it make the new step fail.`;
  return [warning(message, names)];
}
