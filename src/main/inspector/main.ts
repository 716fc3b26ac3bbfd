import type { FromInspector, ToInspector } from "../core/library/inspector-protocol";
import { answerQuestion } from "./answer-question";

// Entry of the inspector process: reads files that nobody vouches for, so that the program that asked need not.

process.on("disconnect", () => process.exit(0));
process.on("message", (message) => void answer(message as ToInspector));
send({ type: "ready" });

async function answer(question: ToInspector): Promise<void> {
  send(await answerQuestion(question, (bytes) => send({ type: "hashed", id: question.id, bytes })));
}

function send(message: FromInspector): void {
  // A failure means that the parent is gone; "disconnect" ends this process.
  process.send?.(message, undefined, undefined, () => undefined);
}
