import { TresorError } from "../../../../shared/errors";

/** Why an address could not be bound, and what to do. */
export function addressFailure(error: unknown, host: string, port: number): TresorError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT") {
    return new TresorError("invalid_request", `This machine has no address ${host}; use --host 127.0.0.1.`, {
      field: "host",
    });
  }
  const what = code === "EACCES" ? "may not be used without more rights" : "is taken by another program";
  if (code !== "EADDRINUSE" && code !== "EACCES") return TresorError.from(error);
  return new TresorError("port_taken", `Port ${port} on ${host} ${what}; stop that program or choose another port.`, {
    host,
    port,
  });
}

/** The same for the path of a Unix socket. */
export function pathFailure(error: unknown, path: string): TresorError {
  const { code } = error as NodeJS.ErrnoException;
  const reason = reasons[code ?? ""] ?? "cannot be made there";
  return new TresorError("invalid_request", `The Unix socket ${path} ${reason}; choose another path.`, {
    field: "unixSocket",
    reason: code ?? null,
  });
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "is used by another program",
  EEXIST: "would replace a file that is no socket",
  ENOENT: "has no folder to be in",
  EACCES: "may not be made there",
  EINVAL: "has a path that is too long (103 bytes are allowed)",
};
