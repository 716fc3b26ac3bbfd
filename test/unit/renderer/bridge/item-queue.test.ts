import { describe, expect, it } from "vitest";
import { ItemQueue } from "../../../../src/renderer/bridge/item-queue";

async function collect(queue: ItemQueue<number>): Promise<number[]> {
  const items: number[] = [];
  for await (const item of queue) items.push(item);
  return items;
}

describe("the item queue", () => {
  it("gives items in order, whether they wait or are waited for", async () => {
    const queue = new ItemQueue<number>(() => undefined);
    queue.push(1);
    const collected = collect(queue);
    queue.push(2);
    await Promise.resolve();
    queue.push(3);
    queue.end(null);
    expect(await collected).toEqual([1, 2, 3]);
  });

  it("gives what came before an error, then throws it", async () => {
    const queue = new ItemQueue<number>(() => undefined);
    queue.push(1);
    queue.end(new Error("broke off"));
    queue.end(null);
    queue.push(2);
    expect(await queue.next()).toEqual({ done: false, value: 1 });
    await expect(queue.next()).rejects.toThrow("broke off");
    expect(await queue.next()).toEqual({ done: true, value: undefined });
  });

  it("cancels once when its consumer leaves, and not after its end", async () => {
    let cancelled = 0;
    const left = new ItemQueue<number>(() => (cancelled += 1));
    left.push(1);
    left.push(2);
    for await (const item of left) {
      expect(item).toBe(1);
      break;
    }
    await left.return();
    expect(cancelled).toBe(1);

    const ended = new ItemQueue<number>(() => (cancelled += 1));
    ended.end(null);
    await ended.return();
    expect(cancelled).toBe(1);
  });
});
