// A queue that gives the smallest of its items first: a binary heap.

class Queue {
  constructor(compare) {
    this.compare = compare;
    this.items = [];
  }
  get size() {
    return this.items.length;
  }
  push(item) {
    const { items } = this;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.compare(items[parent], item) <= 0) break;
      items[at] = items[parent];
      at = parent;
    }
    items[at] = item;
  }
  pop() {
    const { items } = this;
    const first = items[0];
    const last = items.pop();
    if (items.length) this.sink(last);
    return first;
  }
  // Puts an item at the top, and then below all that are smaller.
  sink(item) {
    const { items } = this;
    let at = 0;
    for (let child = 1; child < items.length; child = 2 * at + 1) {
      if (child + 1 < items.length && this.compare(items[child + 1], items[child]) < 0) child += 1;
      if (this.compare(items[child], item) >= 0) break;
      items[at] = items[child];
      at = child;
    }
    items[at] = item;
  }
}
