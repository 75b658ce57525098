export interface DesktopOptions {
  env?: Record<string, string | undefined>;
  platform?: NodeJS.Platform;
  /** Brings Electron's binary; answers with the reason when it cannot. */
  download?(): string | undefined;
}
export declare function findDesktop(
  options?: DesktopOptions,
): { command: string; reason?: undefined } | { reason: string; command?: undefined };
