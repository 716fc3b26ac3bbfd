import { EventEmitter } from "node:events";
import type { IpcMain, WebContents } from "electron";
import type { SenderFrame } from "../../src/main/shell/ipc/trusted-sender";

type Answer = (event: unknown, ...values: unknown[]) => unknown;

/** A page that sends and receives over Electron's IPC; what it received is in `received`. */
export class FakePage extends EventEmitter {
  readonly received: { readonly channel: string; readonly values: readonly unknown[] }[] = [];
  frame: SenderFrame | null = { url: "app://tresor/popover.html", parent: null };

  send(channel: string, ...values: unknown[]): void {
    this.received.push({ channel, values });
    this.emit("received");
  }

  /** Resolves as soon as a message of the channel is there. */
  async hears(channel: string): Promise<void> {
    while (!this.received.some((message) => message.channel === channel)) {
      await new Promise<void>((resolve) => this.once("received", resolve));
    }
  }

  asContents(): WebContents {
    return this as unknown as WebContents;
  }
}

/** The shell's end of Electron's IPC. */
export class FakeIpcMain {
  readonly #listeners = new EventEmitter();
  readonly #answers = new Map<string, Answer>();

  asIpcMain(): Pick<IpcMain, "handle" | "on"> {
    return {
      on: (channel: string, listener: Answer) => this.#listeners.on(channel, listener),
      handle: (channel: string, answer: Answer) => this.#answers.set(channel, answer),
    } as unknown as Pick<IpcMain, "handle" | "on">;
  }

  send(page: FakePage, channel: string, ...values: unknown[]): void {
    this.#listeners.emit(channel, { sender: page, senderFrame: page.frame }, ...values);
  }

  async invoke(page: FakePage, channel: string, ...values: unknown[]): Promise<unknown> {
    const answer = this.#answers.get(channel);
    if (answer === undefined) throw new Error(`nothing answers ${channel}`);
    return await answer({ sender: page, senderFrame: page.frame }, ...values);
  }
}
