import type { SqlValue } from "../connect.ts";
import { accessStatements } from "./accessStatements.ts";
import { catalogueStatements } from "./catalogueStatements.ts";
import { historyStatements } from "./historyStatements.ts";
import { packStatements } from "./packStatements.ts";
import { runStatements } from "./runStatements.ts";
import { scheduleStatements } from "./scheduleStatements.ts";
import { trashStatements } from "./trashStatements.ts";
import { upkeepStatements } from "./upkeepStatements.ts";

/** Every statement that changes the database after it was migrated. */
export const writeStatements = {
  ...runStatements,
  ...upkeepStatements,
  ...catalogueStatements,
  ...accessStatements,
  ...scheduleStatements,
  ...trashStatements,
  ...historyStatements,
  ...packStatements,
};

export type WriteName = keyof typeof writeStatements;

/** One statement by name with its parameters (without the sequence number of a numbered one). */
export type Write = [name: WriteName, ...parameters: SqlValue[]];
