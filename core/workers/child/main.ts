// Entry of a worker process. The order matters: output and imports are taken over before any step code can be loaded.
import { startWorker } from "./startWorker.ts";

startWorker();
