import { describe, expect, it } from "vitest";
import { JobQueue, type Waiting } from "../../../../../src/main/worker/schedule/job-queue";

let arrivals = 0;
const job = (id: string, rest: Partial<Waiting> = {}): Waiting => ({
  id,
  priority: "api",
  client: "one",
  arrivedAt: ++arrivals,
  ...rest,
});

function drain(queue: JobQueue<Waiting>, atWork: string[] = []): string[] {
  const order: string[] = [];
  for (let next = queue.take(atWork); next !== undefined; next = queue.take(atWork)) order.push(next.id);
  return order;
}

describe("JobQueue", () => {
  it("takes people before programs before background work, whatever came first", () => {
    const queue = new JobQueue<Waiting>();
    queue.push(job("write cache", { priority: "background" }));
    queue.push(job("agent"));
    queue.push(job("person", { priority: "interactive" }));
    expect(drain(queue)).toEqual(["person", "agent", "write cache"]);
  });

  it("lets clients take turns, each in its own order", () => {
    const queue = new JobQueue<Waiting>();
    for (const id of ["a1", "a2", "a3", "a4"]) queue.push(job(id, { client: "a" }));
    for (const id of ["b1", "b2"]) queue.push(job(id, { client: "b" }));
    expect(drain(queue)).toEqual(["a1", "b1", "a2", "b2", "a3", "a4"]);
  });

  it("prefers a client that has nothing at work", () => {
    const queue = new JobQueue<Waiting>();
    queue.push(job("busy", { client: "a" }));
    queue.push(job("idle", { client: "b" }));
    expect(queue.take(["a", "a"])?.id).toBe("idle");
  });

  it("takes out what is cancelled or late, and keeps the rest", () => {
    const queue = new JobQueue<Waiting>();
    for (const id of ["1", "2", "3"]) queue.push(job(id));
    expect(queue.remove("2")?.id).toBe("2");
    expect(queue.remove("2")).toBeUndefined();
    expect(queue.takeWhere(({ id }) => id === "3").map(({ id }) => id)).toEqual(["3"]);
    expect(queue.length).toBe(1);
  });
});
