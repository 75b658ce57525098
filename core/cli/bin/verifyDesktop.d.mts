export declare const skipped: number;

export interface VerifyParts {
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
  /** Finds Electron's binary, or says why there is none. */
  find(env: Record<string, string | undefined>): { command?: string | undefined; reason?: string | undefined };
  hasXvfb(): boolean;
  write(text: string): void;
  /** Runs the suite on the binary, on a display that is made for it if there is none. Resolves with its exit code. */
  run(given: { isBlind: boolean; command: string }): Promise<number>;
}

/** Resolves with the exit code: that of the suite, or `skipped`. */
export declare function verifyDesktop(parts: VerifyParts): Promise<number>;
