// What npm runs after it installed the packages of the project.
import process from "node:process";
import { buildProgram } from "./buildProgram.mjs";

try {
  await buildProgram();
} catch (error) {
  // It starts from its sources then, only later.
  process.stderr.write(`sluice: the command line could not be bundled: ${error.message}\n`);
}
