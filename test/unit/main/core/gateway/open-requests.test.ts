import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { OpenRequests, causeOf } from "../../../../../src/main/core/gateway/open-requests";
import { TresorError } from "../../../../../src/shared/errors";

function response(): ServerResponse {
  return new ServerResponse(new IncomingMessage(new Socket()));
}

describe("OpenRequests", () => {
  it("aborts when the client goes away", () => {
    const gone = response();
    const signal = new OpenRequests().answering(gone);
    expect(signal.aborted).toBe(false);
    gone.emit("close");
    expect(signal.reason).toMatchObject({ code: "cancelled" });
  });

  it("is aborted from the start when the client is gone already", () => {
    const gone = response();
    gone.destroy();
    expect(new OpenRequests().answering(gone).aborted).toBe(true);
  });

  it("ends followers when closing begins, and answers only when told", () => {
    const requests = new OpenRequests();
    const answering = requests.answering(response());
    const following = requests.following(response());
    requests.beginClosing();
    expect(requests.closing).toBe(true);
    expect(following.reason).toMatchObject({ code: "shutting_down" });
    expect(requests.following(response()).aborted).toBe(true);
    expect(answering.aborted).toBe(false);
    requests.abortAnswers();
    expect(answering.reason).toMatchObject({ code: "shutting_down" });
  });

  it("forgets what has been answered", () => {
    const requests = new OpenRequests();
    const done = response();
    const signal = requests.answering(done);
    done.emit("finish");
    requests.abortAnswers();
    expect(signal.aborted).toBe(false);
  });
});

describe("causeOf", () => {
  it("prefers the reason of the abort to what came of it", () => {
    const reason = new TresorError("shutting_down", "stopping");
    expect(causeOf(new Error("aborted"), AbortSignal.abort(reason))).toBe(reason);
    expect(causeOf(new TresorError("worker_died", "x"), new AbortController().signal).code).toBe("worker_died");
    expect(causeOf(new Error("x"), AbortSignal.abort()).code).toBe("internal");
  });
});
