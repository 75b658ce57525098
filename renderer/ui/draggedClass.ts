const type = "application/x-sluice-step-class";

/** A step class on its way from the registry to a canvas. */
export interface DraggedClass {
  file: string;
  syncpack?: string | undefined;
}

/** How a dragged step class travels in the data of a drag. */
export const draggedClass = {
  write(data: DataTransfer, value: DraggedClass): void {
    data.setData(type, JSON.stringify(value));
    data.effectAllowed = "copy";
  },
  /** Whether a drag carries one; its content cannot be read before it is dropped. */
  isIn(data: DataTransfer): boolean {
    return data.types.includes(type);
  },
  read(data: DataTransfer): DraggedClass | undefined {
    const text = data.getData(type);
    return text === "" ? undefined : (JSON.parse(text) as DraggedClass);
  },
};
