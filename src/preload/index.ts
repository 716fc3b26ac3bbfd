import { contextBridge, ipcRenderer, type IpcRendererEvent } from "electron";
import type { Bridge, CallResult } from "../shared/contract/bridge";
import { channels } from "../shared/contract/channels";
import type { TresorEvent } from "../shared/contract/events";
import type { WireError } from "../shared/errors";

/** Calls back for each message of a channel, without handing the page Electron's event object. */
function listen(channel: string, listener: (...values: never[]) => void): () => void {
  const heard = (_event: IpcRendererEvent, ...values: unknown[]) => listener(...(values as never[]));
  ipcRenderer.on(channel, heard);
  return () => void ipcRenderer.off(channel, heard);
}

let streams = 0;

const bridge: Bridge = {
  platform: process.platform,

  call: async (name, input) => (await ipcRenderer.invoke(channels.call, name, input)) as CallResult,

  stream: (name, input, onItem, onEnd) => {
    streams += 1;
    const id = streams;
    const stopItems = listen(channels.streamItem, (of: number, item: unknown) => {
      if (of === id) onItem(item);
    });
    const stopEnd = listen(channels.streamEnd, (of: number, error: WireError | null) => {
      if (of !== id) return;
      stopItems();
      stopEnd();
      onEnd(error);
    });
    ipcRenderer.send(channels.streamStart, id, name, input);
    return () => ipcRenderer.send(channels.streamCancel, id);
  },

  subscribe: (listener) => listen(channels.event, (event: TresorEvent) => listener(event)),

  window: {
    openDashboard: (view) => ipcRenderer.send(channels.openDashboard, view),
    hide: () => ipcRenderer.send(channels.hide),
    copyText: async (text) => {
      const result = (await ipcRenderer.invoke(channels.copyText, text)) as CallResult;
      if (!result.ok) throw new Error(result.error.message);
    },
    resize: (height) => ipcRenderer.send(channels.resize, height),
  },
};

contextBridge.exposeInMainWorld("tresor", bridge);
