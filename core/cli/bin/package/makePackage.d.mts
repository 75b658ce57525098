/** Makes the program of this system: a folder when `onlyFolder`, else its installers. Rejects with what electron-builder says. */
export declare function makePackage(options: {
  output: string;
  onlyFolder?: boolean;
  electronDist?: string;
  /** Where the program looks for newer versions of itself; absent = it does not. */
  updateUrl?: string;
}): Promise<void>;
