/** One tangle of steps: a shortest cycle through its earliest step, in order, and the other members in the order of steps. */
export interface Cycle {
  cycle: number[];
  others: number[];
}

/**
 * Finds every strongly connected component of two or more nodes (Tarjan 1972, with an explicit stack, so that long
 * chains do not exhaust the call stack). `next[i]` are the nodes that node i leads to; edges to itself do not count.
 */
export function findCycles(next: readonly (readonly number[])[]): Cycle[] {
  const components = findComponents(next).filter((members) => members.length > 1);
  for (const members of components) members.sort((a, b) => a - b);
  components.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  return components.map((members) => {
    const cycle = shortestCycle(new Set(members), members[0] ?? 0, next);
    const inCycle = new Set(cycle);
    return { cycle, others: members.filter((member) => !inCycle.has(member)) };
  });
}

function findComponents(next: readonly (readonly number[])[]): number[][] {
  const order = new Array<number>(next.length).fill(-1);
  const low = new Array<number>(next.length).fill(0);
  const onStack = new Uint8Array(next.length);
  const stack: number[] = [];
  const components: number[][] = [];
  let counter = 0;

  const enter = (node: number): void => {
    order[node] = counter;
    low[node] = counter;
    counter += 1;
    stack.push(node);
    onStack[node] = 1;
  };
  const lower = (node: number, to: number): void => {
    low[node] = Math.min(low[node] ?? 0, to);
  };
  const close = (root: number): void => {
    const members: number[] = [];
    for (;;) {
      const member = stack.pop();
      if (member === undefined) break;
      onStack[member] = 0;
      members.push(member);
      if (member === root) break;
    }
    components.push(members);
  };

  for (let start = 0; start < next.length; start += 1) {
    if (order[start] !== -1) continue;
    enter(start);
    const visits = [{ node: start, edge: 0 }];
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const target = next[visit.node]?.[visit.edge];
      visit.edge += 1;
      if (target === undefined) {
        visits.pop();
        if (low[visit.node] === order[visit.node]) close(visit.node);
        const parent = visits.at(-1);
        if (parent !== undefined) lower(parent.node, low[visit.node] ?? 0);
      } else if (order[target] === -1) {
        enter(target);
        visits.push({ node: target, edge: 0 });
      } else if (onStack[target] === 1) {
        lower(visit.node, order[target] ?? 0);
      }
    }
  }
  return components;
}

function shortestCycle(members: ReadonlySet<number>, start: number, next: readonly (readonly number[])[]): number[] {
  const previous = new Map<number, number>();
  const queue = [start];
  for (const node of queue) {
    for (const target of next[node] ?? []) {
      if (target === start && node !== start) return pathTo(node, start, previous);
      if (!members.has(target) || previous.has(target) || target === start) continue;
      previous.set(target, node);
      queue.push(target);
    }
  }
  return [start];
}

function pathTo(end: number, start: number, previous: ReadonlyMap<number, number>): number[] {
  const path = [end];
  for (let node: number | undefined = end; node !== undefined && node !== start; ) {
    node = previous.get(node);
    if (node !== undefined) path.push(node);
  }
  return path.reverse();
}
