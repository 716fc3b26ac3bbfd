/** What a child process needs of our environment, and nothing else: no key or token of the user's shell reaches native code. */
const passedOn = ["PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "XDG_CACHE_HOME", "LD_LIBRARY_PATH"] as const;

/**
 * llama.cpp keeps Metal buffers wired for this many seconds after the last use; macOS would otherwise unwire idle weights after about
 * one. Re-armed by each use; read once when Metal starts. Larger values than 10,737,418 overflow (ggml-metal-device.m).
 */
const metalKeepAlive = { GGML_METAL_RESIDENCY_KEEP_ALIVE_S: "864000" } as const;

/** Node's own warnings would be taken for the last words of a worker that dies. */
const quietNode = { NODE_NO_WARNINGS: "1" } as const;

export function childEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  extra: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept = passedOn.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]] as const]));
  return { ...Object.fromEntries(kept), ...metalKeepAlive, ...quietNode, ...extra };
}
