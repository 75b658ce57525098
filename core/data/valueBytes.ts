import { DefaultDeserializer, DefaultSerializer } from "node:v8";

/** Serialises any structured-cloneable value (HTML structured clone, V8's format). Views keep their type: a Buffer comes back as Buffer, a Uint8Array as Uint8Array. */
export function toValueBytes(value: unknown): Buffer {
  const serializer = new ValueSerializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return serializer.releaseBuffer();
}

/** The inverse of `toValueBytes`. Views get memory of their own, so `view.buffer` holds nothing else. */
export function fromValueBytes(bytes: Uint8Array): unknown {
  const deserializer = new ValueDeserializer(bytes);
  deserializer.readHeader();
  return deserializer.readValue();
}

type View = NodeJS.ArrayBufferView;

// The position in this list is part of the format: only append.
const viewTypes: { name: string; read(memory: ArrayBuffer): View }[] = [
  { name: "Buffer", read: (memory) => Buffer.from(memory) },
  { name: "Uint8Array", read: (memory) => new Uint8Array(memory) },
  { name: "Int8Array", read: (memory) => new Int8Array(memory) },
  { name: "Uint8ClampedArray", read: (memory) => new Uint8ClampedArray(memory) },
  { name: "Int16Array", read: (memory) => new Int16Array(memory) },
  { name: "Uint16Array", read: (memory) => new Uint16Array(memory) },
  { name: "Int32Array", read: (memory) => new Int32Array(memory) },
  { name: "Uint32Array", read: (memory) => new Uint32Array(memory) },
  { name: "Float32Array", read: (memory) => new Float32Array(memory) },
  { name: "Float64Array", read: (memory) => new Float64Array(memory) },
  { name: "BigInt64Array", read: (memory) => new BigInt64Array(memory) },
  { name: "BigUint64Array", read: (memory) => new BigUint64Array(memory) },
  { name: "DataView", read: (memory) => new DataView(memory) },
];

class ValueSerializer extends DefaultSerializer {
  _writeHostObject(view: View): void {
    const name = Buffer.isBuffer(view) ? "Buffer" : Object.prototype.toString.call(view).slice(8, -1);
    const type = viewTypes.findIndex((candidate) => candidate.name === name);
    if (type < 0) throw new TypeError(`${name} cannot be saved`);
    this.writeUint32(type);
    this.writeUint32(view.byteLength);
    this.writeRawBytes(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  }
}

class ValueDeserializer extends DefaultDeserializer {
  _readHostObject(): View {
    const type = viewTypes[this.readUint32()];
    if (type === undefined) throw new TypeError("Unknown kind of binary data");
    const length = this.readUint32();
    const memory = new ArrayBuffer(length);
    new Uint8Array(memory).set(this.readRawBytes(length));
    return type.read(memory);
  }
}
