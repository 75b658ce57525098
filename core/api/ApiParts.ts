import type { Clock } from "../base/Clock.ts";
import type { Engine } from "../engine/Engine.ts";
import type { Identity } from "../service/access/Identity.ts";
import type { Services } from "../service/createServices.ts";
import type { FactsReader } from "../service/ports/FactsReader.ts";
import type { CacheRepository, RunReader } from "../service/ports/repositories.ts";
import type { WorkerFacts } from "../service/ports/WorkerFacts.ts";
import type { RunService } from "../service/runs/RunService.ts";
import type { Scheduler } from "../service/schedules/Scheduler.ts";
import type { PackRunService } from "../service/syncPacks/PackRunService.ts";
import type { BackupFiles } from "./BackupFiles.ts";
import type { EventFeed } from "./events/EventFeed.ts";
import type { Metrics } from "./metrics/createMetrics.ts";

/** What the routes work with: the open host of one data folder. */
export interface ApiParts {
  services: Services;
  runs: RunService;
  packRuns: PackRunService;
  engine: Engine;
  scheduler: Scheduler;
  reader: RunReader;
  cache: CacheRepository;
  facts: FactsReader;
  /** Where everything lies. */
  dataFolder: string;
  workers: WorkerFacts;
  backups: BackupFiles;
  metrics: Metrics;
  /** What readers of events read, by whatever API of the host they came in; made when it is first asked for. */
  openFeed(): EventFeed;
  clock: Clock;
  /** Who a bearer token belongs to; undefined = nobody. */
  verifyToken(token: string): Identity | undefined;
  /** A fault of ours, with the request it met. */
  onBug(error: unknown): void;
}
