// Images of bytes become rows of a batch in a browser, as PixelGather.cs.

/** A PixelRows of C#: the fields in its order. */
@unmanaged
export class PixelRows {
  /** Image n has the bytes from pixels + n·size on. */
  pixels: usize;
  size: i32;
  /** The numbers of the images. */
  indices: usize;
  count: i32;
  /** The number of each byte. */
  table: usize;
  /** Pixel j of image indices[i] goes to to[j·rows + i]. */
  to: usize;
  rows: i32;
}

export function pixelRows<T>(task: PixelRows): void {
  for (let j = 0; j < task.size; j++) {
    const column = task.to + j * task.rows * sizeof<T>();
    for (let i = 0; i < task.count; i++) {
      const pixel = load<u8>(task.pixels + load<i32>(task.indices + i * sizeof<i32>()) * task.size + j);
      store<T>(column + i * sizeof<T>(), load<T>(task.table + (<i32>pixel) * sizeof<T>()));
    }
  }
}
