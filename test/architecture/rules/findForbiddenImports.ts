import type { Reach, Room } from "../importTable.ts";
import { type Edge, isWithin, type Tree } from "./Tree.ts";

/** Imports that the table does not allow, as sentences. */
export function findForbiddenImports(tree: Tree, table: Room[]): string[] {
  return tree.edges.flatMap((edge) => {
    const fault = faultOf(edge, { tree, table });
    return fault === undefined ? [] : [`${edge.from}:${edge.line} ${fault}`];
  });
}

/** Packages used outside the only place for them, as sentences. */
export function findMisplacedPackages(tree: Tree, packageRooms: Record<string, string[]>): string[] {
  return tree.edges.flatMap((edge) => {
    const places = edge.packageName === undefined ? undefined : packageRooms[edge.packageName];
    if (places === undefined || places.some((place) => isWithin(edge.from, place))) return [];
    return [`${edge.from}:${edge.line} imports ${edge.packageName}, which belongs to ${places[0]}`];
  });
}

/** The room of a file: the longest path of the table that holds it. */
export function roomOf(path: string, table: Room[]): Room | undefined {
  return longest(
    table.filter((room) => isWithin(path, room.path)),
    (room) => room.path,
  );
}

function faultOf(edge: Edge, { tree, table }: { tree: Tree; table: Room[] }): string | undefined {
  const room = roomOf(edge.from, table);
  if (room === undefined) return "is in no room of the table";
  if (edge.to === undefined) return packageFault(edge, room);
  if (!tree.files.has(edge.to)) return `imports ${edge.to}, which does not exist`;
  if (roomOf(edge.to, table) === room) return undefined;
  const reach = reachOf(edge.to, room);
  if (reach === undefined) return `(${room.path}) may not import ${edge.to}`;
  return reach === "types" && !edge.isType ? `(${room.path}) may import only types of ${edge.to}` : undefined;
}

function packageFault(edge: Edge, room: Room): string | undefined {
  if (room.portable === undefined || edge.packageName === undefined) return undefined;
  return room.portable.packages.includes(edge.packageName)
    ? undefined
    : `(${room.path}) is portable and may not import ${edge.specifier}`;
}

function reachOf(path: string, room: Room): Reach | undefined {
  const place = longest(
    Object.keys(room.may).filter((candidate) => isWithin(path, candidate)),
    (candidate) => candidate,
  );
  return place === undefined ? undefined : room.may[place];
}

function longest<T>(items: T[], path: (item: T) => string): T | undefined {
  return items.sort((a, b) => path(b).length - path(a).length)[0];
}
