/** The clipboard outside of clipboard events, for menus. Both reject when the browser does not allow it. */
export interface ClipboardPort {
  read(): Promise<string>;
  write(text: string): Promise<void>;
}
