import { columnGap, rowGap } from "../../state/flow/cardSize.ts";
import type { LayoutGraph, PlacedNode } from "../../state/ports/LayoutPort.ts";

/** A rank of more steps than this becomes a block of columns. */
const longestColumn = 40;
const sweeps = 8;

/**
 * Left to right in layers, in time that grows with the number of steps and edges: longest path ranks, eight
 * barycentre sweeps, and long ranks wrapped into blocks so that they stay readable. Edges that close a cycle count
 * for nothing.
 */
export function layoutLayers({ nodes, edges }: LayoutGraph): PlacedNode[] {
  const index = new Map(nodes.map((node, position) => [node.id, position]));
  const next = nodes.map((): number[] => []);
  for (const { from, to } of edges) {
    const [a, b] = [index.get(from), index.get(to)];
    if (a !== undefined && b !== undefined && a !== b) next[a]?.push(b);
  }
  const { order, forward } = sortTopologically(next);
  const ranks = toRanks(order, forward);
  sweep(ranks, forward);
  return place(ranks, nodes);
}

/** Reverse postorder of a depth first search, and the edges without those that lead back. */
function sortTopologically(next: readonly number[][]): { order: number[]; forward: number[][] } {
  const state = new Uint8Array(next.length);
  const forward = next.map((): number[] => []);
  const finished: number[] = [];
  for (let start = 0; start < next.length; start += 1) {
    if (state[start] !== 0) continue;
    state[start] = 1;
    const visits = [{ node: start, edge: 0 }];
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const target = next[visit.node]?.[visit.edge];
      visit.edge += 1;
      if (target === undefined) {
        state[visit.node] = 2;
        finished.push(visit.node);
        visits.pop();
      } else if (state[target] !== 1) {
        forward[visit.node]?.push(target);
        if (state[target] === 0) {
          state[target] = 1;
          visits.push({ node: target, edge: 0 });
        }
      }
    }
  }
  return { order: finished.reverse(), forward };
}

function toRanks(order: readonly number[], forward: readonly number[][]): number[][] {
  const rank = new Int32Array(forward.length);
  for (const node of order) {
    for (const target of forward[node] ?? []) rank[target] = Math.max(rank[target] ?? 0, (rank[node] ?? 0) + 1);
  }
  const ranks: number[][] = [];
  // In the order of the document, which is what a reader expects where nothing else decides.
  for (let node = 0; node < forward.length; node += 1) {
    const list = ranks[rank[node] ?? 0];
    if (list === undefined) ranks[rank[node] ?? 0] = [node];
    else list.push(node);
  }
  return ranks;
}

function sweep(ranks: number[][], forward: readonly number[][]): void {
  const back = forward.map((): number[] => []);
  forward.forEach((targets, node) => {
    for (const target of targets) back[target]?.push(node);
  });
  const position = new Float64Array(forward.length);
  const settle = (rank: number[]): void => {
    for (const [place, node] of rank.entries()) position[node] = place / rank.length;
  };
  for (const rank of ranks) settle(rank);
  const sort = (rank: number[], neighbours: readonly number[][]): void => {
    const weight = new Map(rank.map((node) => [node, barycentre(node, neighbours, position)]));
    rank.sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0));
    settle(rank);
  };
  for (let round = 0; round < sweeps; round += 1) {
    if (round % 2 === 0) for (const rank of ranks) sort(rank, back);
    else for (const rank of ranks.toReversed()) sort(rank, forward);
  }
}

function barycentre(node: number, neighbours: readonly number[][], position: Float64Array): number {
  const list = neighbours[node] ?? [];
  if (list.length === 0) return position[node] ?? 0;
  let sum = 0;
  for (const neighbour of list) sum += position[neighbour] ?? 0;
  return sum / list.length;
}

function place(ranks: readonly number[][], nodes: LayoutGraph["nodes"]): PlacedNode[] {
  const columns = ranks.map((rank) => wrap(rank));
  const heights = columns.map((block) => Math.max(...block.map((column) => heightOf(column, nodes))));
  const tallest = Math.max(0, ...heights);
  const placed: PlacedNode[] = [];
  let x = 0;
  for (const block of columns) {
    for (const column of block) {
      let y = Math.round((tallest - heightOf(column, nodes)) / 2);
      let width = 0;
      for (const index of column) {
        const node = nodes[index];
        if (node === undefined) continue;
        placed.push({ id: node.id, x, y });
        y += node.height + rowGap;
        width = Math.max(width, node.width);
      }
      x += width + (column === block.at(-1) ? columnGap : rowGap);
    }
  }
  return placed;
}

/** A long rank becomes columns of nearly equal length. */
function wrap(rank: readonly number[]): number[][] {
  const count = Math.ceil(rank.length / longestColumn);
  const size = Math.ceil(rank.length / count);
  return Array.from({ length: count }, (_, column) => rank.slice(column * size, (column + 1) * size));
}

function heightOf(column: readonly number[], nodes: LayoutGraph["nodes"]): number {
  return column.reduce((sum, index) => sum + (nodes[index]?.height ?? 0) + rowGap, -rowGap);
}
