// What the library has computed for it in a browser (HostKernels.cs). The module has no memory of its own, no data, no stack and no state: all it
// touches is what its arguments point to, in the memory of the .NET runtime.

import { adamStep, AdamStep } from "./adam";
import { exp, NumbersTask, tanh } from "./elementary";
import { laneSums, LaneSums } from "./lanes";
import { pixelRows, PixelRows } from "./pixels";
import { largest, largestBackward, PoolingTask } from "./pooling";
import { multiply, ProductTask } from "./product";
import { windowRow, WindowRow } from "./window";

/** Runs a kernel, by its number in HostKernel of C#, for float or double. */
export function run(kernel: i32, task: usize, work: usize, isDouble: bool): void {
  if (isDouble) runOf<f64>(kernel, task, work);
  else runOf<f32>(kernel, task, work);
}

function runOf<T>(kernel: i32, task: usize, work: usize): void {
  switch (kernel) {
    case 0: multiply<T>(changetype<ProductTask>(task), work); break;
    case 1: windowRow<T>(changetype<WindowRow>(task)); break;
    case 2: laneSums<T>(changetype<LaneSums>(task)); break;
    case 3: pixelRows<T>(changetype<PixelRows>(task)); break;
    case 4: adamStep<T>(changetype<AdamStep<T>>(task)); break;
    case 5: largest<T>(changetype<PoolingTask>(task)); break;
    case 6: largestBackward<T>(changetype<PoolingTask>(task)); break;
    case 7: exp<T>(changetype<NumbersTask>(task), work); break;
    case 8: tanh<T>(changetype<NumbersTask>(task), work); break;
    default: unreachable();
  }
}
