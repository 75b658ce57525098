/** Makes the program of this system: a folder when `onlyFolder`, else its installers. Rejects with what electron-builder says. */
export declare function makePackage(options: {
  output: string;
  onlyFolder?: boolean;
  electronDist?: string;
}): Promise<void>;
