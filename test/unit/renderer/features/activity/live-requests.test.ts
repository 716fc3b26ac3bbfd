import { expect, it } from "vitest";
import { liveRequests } from "../../../../../src/renderer/features/activity/live-requests";
import type { Job } from "../../../../../src/shared/shapes/resident";
import { fakeResident } from "../../../../fakes/handlers";

function job(id: string, startedAt: string): Job {
  const counts = { promptTokens: 12, promptTokensRead: 12, generatedTokens: 3 };
  return { id, client: "editor", phase: "decode", startedAt, ...counts };
}

it("lists the requests of all residents, the oldest first", () => {
  const text = fakeResident({ reference: "text:q8_0", jobs: [job("b", "2026-11-20T12:00:05.000Z")] });
  const code = fakeResident({
    reference: "code:q8_0",
    jobs: [job("c", "2026-11-20T12:00:09.000Z"), job("a", "2026-11-20T12:00:01.000Z")],
  });
  const listed = liveRequests([text, code]).map(({ job: { id }, reference }) => `${id} ${reference}`);
  expect(listed).toEqual(["a code:q8_0", "b text:q8_0", "c code:q8_0"]);
});
