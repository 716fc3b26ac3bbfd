import { aliasKey } from "../../src/main/core/aliases/alias-name";
import type { BlobStore } from "../../src/main/core/library-changes/blobs/blob-store";
import type { Preset } from "../../src/main/core/presets/preset";
import type { NewPreset, PresetBook } from "../../src/main/core/presets/preset-book";
import { fakeModel } from "./library";

/** Presets in memory, and a record of what was created. */
export class FakePresets implements Pick<PresetBook, "of" | "create"> {
  readonly created: NewPreset[] = [];
  readonly presets = new Map<string, Preset>();

  of(name: string): Preset | null {
    return this.presets.get(aliasKey(name)) ?? null;
  }

  async create(wish: NewPreset): Promise<Preset> {
    this.created.push(wish);
    const preset = presetOf(wish.parts);
    this.presets.set(aliasKey(wish.name), preset);
    return preset;
  }
}

export function presetOf(parts: Partial<Preset> = {}): Preset {
  return { messages: [], sampling: {}, stop: [], parameters: [], modifiedAt: "2026-11-20T12:00:00.000Z", ...parts };
}

/** Takes every file and calls it `tiny:q8_0`. */
export class FakeBlobs implements Pick<BlobStore, "has" | "receive" | "claim"> {
  readonly received = new Map<string, Buffer>();
  readonly claimed: string[] = [];

  async has(digest: string): Promise<boolean> {
    return this.received.has(digest);
  }

  async receive(digest: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const pieces: Uint8Array[] = [];
    for await (const piece of content) pieces.push(piece);
    this.received.set(digest, Buffer.concat(pieces));
  }

  async claim(digest: string, name: string) {
    this.claimed.push(`${digest} ${name}`);
    return fakeModel();
  }
}
