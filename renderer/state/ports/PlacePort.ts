/** An application one can go to. */
export interface KnownApplication {
  name: string;
  friendlyName: string;
}

/** Something that has a name and an address of its own. */
export interface NamedPlace {
  kind: "application" | "place" | "configuration" | "class" | "syncPack";
  name: string;
  /** What people call it. */
  label: string;
  /** undefined = that of its kind. */
  icon?: string | undefined;
  address: string;
}

/** Where the window goes. */
export interface PlacePort {
  /**
   * Shows an application; `run`: with this run; `revision`: as it was published then, read only; `changes`: with what
   * the draft changes; `replace`: instead of what is shown now.
   */
  open(
    name: string,
    to?: { revision?: number; step?: string; run?: string; changes?: boolean; replace?: boolean },
  ): void;
  /** Every application, for those who look for one by name. */
  list(): Promise<readonly KnownApplication[]>;
  /** The places of the program. */
  listPlaces(): readonly NamedPlace[];
  /** All else that can be opened by its name, applications first. */
  listNamed(): Promise<readonly NamedPlace[]>;
  /** Shows what is at an address. */
  go(address: string): void;
  /** The names of the applications that are open in tabs. */
  listOpen(): string[];
  /** Closes their tabs; whoever looks at one of them sees another one then. */
  close(names: readonly string[]): void;
  /** Asks for files to import. */
  chooseImport(): void;
  /** The address of what is shown, with a step and a run when they are named, as it can be given to others. */
  linkTo(
    name: string,
    to?: { revision?: number | undefined; step?: string | undefined; run?: string | undefined },
  ): string;
}
