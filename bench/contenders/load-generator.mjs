// Sends streaming requests and notes when each piece of text arrives. It shares the cores with what it measures, so it runs in a process
// of its own and parses no event but the last ones.
//   fork: load-generator.mjs    job: { url, requests }    answer: one StreamRecord (contender.ts) for each request
//   request: { body, startAfterMilliseconds?, abortAfterMilliseconds?, abortWithEndOf? }; the last names another request by its index
import { Agent, request as httpRequest } from "node:http";

const agent = new Agent({ keepAlive: true });
const pieceOfText = /"text": ?"[^"]/;
const summary = /"finish_reason": ?"|"usage": ?\{/;
const now = () => performance.timeOrigin + performance.now();
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

class EventReader {
  arrivals = [];
  summaries = [];
  #rest = Buffer.alloc(0);

  push(chunk) {
    const at = now();
    const data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let from = 0;
    for (let end = data.indexOf("\n\n"); end >= 0; end = data.indexOf("\n\n", from)) {
      const event = data.latin1Slice(from, end);
      if (pieceOfText.test(event)) this.arrivals.push(at);
      if (summary.test(event)) this.summaries.push(event);
      from = end + 2;
    }
    this.#rest = data.subarray(from);
  }
}

async function send(url, plan, aborted) {
  const record = await sendOnce(url, plan, aborted);
  // A server may close an idle connection in the moment in which it is used again.
  return record.staleConnection ? await sendOnce(url, plan, aborted) : record;
}

function sendOnce(url, { body, abortAfterMilliseconds }, aborted) {
  const reader = new EventReader();
  const record = { sentAt: now(), abortedAt: null, error: null, staleConnection: false };
  return new Promise((resolve) => {
    const finish = () => resolve({ ...record, arrivals: reader.arrivals, ...summarize(reader.summaries) });
    const request = httpRequest(
      new URL("/v1/completions", url),
      { method: "POST", agent, headers: { "content-type": "application/json" } },
      (response) => {
        if (response.statusCode !== 200) record.error = `HTTP ${response.statusCode}`;
        response.on("data", (chunk) => reader.push(chunk));
        response.on("close", finish);
      },
    );
    request.on("error", (error) => {
      if (record.abortedAt === null) {
        record.error = error.message;
        record.staleConnection = request.reusedSocket && error.code === "ECONNRESET" && reader.arrivals.length === 0;
      }
      finish();
    });
    const abort = () => {
      record.abortedAt ??= now();
      request.destroy();
    };
    aborted.then(abort);
    if (abortAfterMilliseconds !== undefined) setTimeout(abort, abortAfterMilliseconds);
    request.end(JSON.stringify(body));
  });
}

function summarize(events) {
  let finishReason = null;
  let usage = { prompt_tokens: 0, completion_tokens: 0 };
  for (const event of events) {
    const data = JSON.parse(event.slice(event.indexOf("{")));
    finishReason = data.choices?.[0]?.finish_reason ?? finishReason;
    usage = data.usage ?? usage;
  }
  return { finishReason, promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens };
}

async function run({ url, requests }) {
  const ends = requests.map(() => withResolvers());
  const never = new Promise(() => undefined);
  return await Promise.all(
    requests.map(async (request, index) => {
      if (request.startAfterMilliseconds !== undefined) await pause(request.startAfterMilliseconds);
      const { abortWithEndOf } = request;
      const record = await send(url, request, abortWithEndOf === undefined ? never : ends[abortWithEndOf].promise);
      ends[index].resolve();
      return record;
    }),
  );
}

function withResolvers() {
  let resolve;
  const promise = new Promise((settle) => (resolve = settle));
  return { promise, resolve };
}

process.on("message", async (job) => process.send(await run(job)));
process.on("disconnect", () => process.exit(0));
process.send("ready");
