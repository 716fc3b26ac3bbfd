// Runs in a thread of its own, started by file-thread.ts from this text: plain JavaScript, Node's own modules only. File access is
// synchronous on purpose: the asynchronous kind would take turns with the engine's steps in the process's few pool threads.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { closeSync, fstatSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { parentPort } from "node:worker_threads";

const pieceBytes = 1 << 20;
const tagBytes = 16;

const jobs = {
  /** Bytes that both threads can read. */
  share({ data }) {
    const shared = new SharedArrayBuffer(data.byteLength);
    new Uint8Array(shared).set(data);
    return shared;
  },

  /** Header and encrypted sections, complete or not at all. */
  write({ path, header, key, sections }) {
    const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
    const file = openSync(temporary, "wx", 0o600);
    try {
      try {
        writeWhole(file, header);
        sections.forEach((section, index) => writeSealed(file, { header, key, index, section }));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    syncFolder(dirname(path));
  },

  /** A section's bytes; null when the file is another one by now, is cut, or was changed anywhere in header or section. */
  read({ path, header, key, index, at, bytes, fileBytes }) {
    const file = openSync(path, "r");
    try {
      if (fstatSync(file).size !== fileBytes) return null;
      if (!Buffer.from(header).equals(readWhole(file, Buffer.alloc(header.byteLength), 0))) return null;
      return readSealed(file, { header, key, index, at, bytes });
    } finally {
      closeSync(file);
    }
  },
};

function writeSealed(file, { header, key, index, section }) {
  const cipher = createCipheriv("aes-256-gcm", key, nonceOf(index)).setAAD(header);
  const bytes = Buffer.from(section.buffer, section.byteOffset, section.byteLength);
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    writeWhole(file, cipher.update(bytes.subarray(at, at + pieceBytes)));
  }
  cipher.final();
  writeWhole(file, cipher.getAuthTag());
}

function readSealed(file, { header, key, index, at, bytes }) {
  const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(index)).setAAD(header);
  const plain = new SharedArrayBuffer(bytes);
  const into = Buffer.from(plain);
  const piece = Buffer.allocUnsafe(Math.min(pieceBytes, bytes));
  for (let done = 0; done < bytes; done += piece.length) {
    const sealed = readWhole(file, piece.subarray(0, Math.min(piece.length, bytes - done)), at + done);
    decipher.update(sealed).copy(into, done);
  }
  decipher.setAuthTag(readWhole(file, Buffer.alloc(tagBytes), at + bytes));
  try {
    decipher.final();
  } catch {
    return null;
  }
  return plain;
}

/** A file's key is used for its sections alone, so their numbers are nonces enough. */
function nonceOf(index) {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32LE(index, 0);
  return nonce;
}

function writeWhole(file, bytes) {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

function readWhole(file, into, position) {
  for (let done = 0; done < into.length;) {
    const count = readSync(file, into, done, into.length - done, position + done);
    if (count === 0) throw new Error("the file ends early");
    done += count;
  }
  return into;
}

/** The name survives a power loss too. */
function syncFolder(path) {
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

parentPort.on("message", ({ id, kind, job }) => {
  try {
    parentPort.postMessage({ id, result: jobs[kind](job) });
  } catch (error) {
    parentPort.postMessage({ id, error: String(error) });
  }
});
