// The command line of a package: its Node is the right one, and nothing has to be found or stripped.
import process from "node:process";
import { main } from "../main.ts";

await main(process.argv.slice(2));
