const type = "application/x-sluice-path";

/** How a path of data travels in a drag: as the expression that stands for it, which every text field takes. */
export const draggedPath = {
  write(data: DataTransfer, expression: string): void {
    data.setData("text/plain", expression);
    data.setData(type, expression);
    data.effectAllowed = "copy";
  },
  /** Whether a drag carries one; its content cannot be read before it is dropped. */
  isIn(data: DataTransfer): boolean {
    return data.types.includes(type);
  },
  read(data: DataTransfer): string {
    return data.getData(type);
  },
};
