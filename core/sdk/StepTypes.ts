// biome-ignore-all lint/suspicious/noEmptyInterface: they are there to be declared anew

/**
 * What an editor knows of the step whose class is written: empty here, and filled by declaring them anew.
 *
 * ```ts
 * import "sluice";
 *
 * declare module "sluice" {
 *   interface ProducerData {
 *     "Load orders": { id: number; note?: string }[];
 *   }
 * }
 * ```
 */
export interface ProducerData {}

/** The same by position, from 0 in the order of the list of steps. */
export interface PositionData {}

/** What the parameters declared by `newStepParameter` hold, by name. */
export interface DeclaredParameters {}

/** The data of all producers as one: `data`, and its rows: `row`. */
export interface ProducerJoin {}

/** What `joinPreviousStepData` gives; unknown unless declared. */
export type JoinedData = ProducerJoin extends { data: infer T } ? T : unknown;

/** What `streamPreviousStepData` gives; unknown unless declared. */
export type JoinedRow = ProducerJoin extends { row: infer T } ? T : unknown;
