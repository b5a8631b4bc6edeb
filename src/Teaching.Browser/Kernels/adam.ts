// Adam's step in a browser, as AdamUpdate.cs, a vector of entries at a time.

/** An AdamStep<T> of C#: the fields in its order. */
@unmanaged
export class AdamStep<T> {
  beta1: T;
  new1: T;
  beta2: T;
  new2: T;
  step: T;
  root: T;
  epsilon: T;
  l2: T;
  kept: T;
  g: usize;
  w: usize;
  m: usize;
  v: usize;
  count: i32;
}

const vector: i32 = 16;

/** g = dw + l2·w, m = β₁·m + (1 - β₁)·g, v = β₂·v + (1 - β₂)·g², w = kept·w - step·m/(root·√v + ε). */
export function adamStep<T>(task: AdamStep<T>): void {
  const beta1 = v128.splat<T>(task.beta1), new1 = v128.splat<T>(task.new1), beta2 = v128.splat<T>(task.beta2), new2 = v128.splat<T>(task.new2);
  const step = v128.splat<T>(task.step), root = v128.splat<T>(task.root), epsilon = v128.splat<T>(task.epsilon);
  const l2 = v128.splat<T>(task.l2), kept = v128.splat<T>(task.kept);
  const end = task.count * sizeof<T>(), whole = end & -vector;
  for (let i = 0; i < whole; i += vector) {
    let w = v128.load(task.w + i), m = v128.load(task.m + i), v = v128.load(task.v + i);
    const g = v128.add<T>(v128.load(task.g + i), v128.mul<T>(l2, w));
    m = v128.add<T>(v128.mul<T>(beta1, m), v128.mul<T>(new1, g));
    v = v128.add<T>(v128.mul<T>(beta2, v), v128.mul<T>(new2, v128.mul<T>(g, g)));
    w = v128.sub<T>(v128.mul<T>(kept, w), v128.div<T>(v128.mul<T>(step, m), v128.add<T>(v128.mul<T>(root, v128.sqrt<T>(v)), epsilon)));
    v128.store(task.w + i, w);
    v128.store(task.m + i, m);
    v128.store(task.v + i, v);
  }
  for (let i = whole; i < end; i += sizeof<T>()) {
    let w = load<T>(task.w + i), m = load<T>(task.m + i), v = load<T>(task.v + i);
    const g = load<T>(task.g + i) + task.l2 * w;
    m = task.beta1 * m + task.new1 * g;
    v = task.beta2 * v + task.new2 * (g * g);
    w = task.kept * w - task.step * m / (task.root * sqrt<T>(v) + task.epsilon);
    store<T>(task.w + i, w);
    store<T>(task.m + i, m);
    store<T>(task.v + i, v);
  }
}
