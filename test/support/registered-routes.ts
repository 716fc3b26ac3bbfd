import type { FastifyInstance } from "fastify";

export interface RegisteredRoute {
  readonly method: string;
  readonly pattern: string;
}

/** Every route that a server has, read from the tree that fastify prints of them. */
export async function registeredRoutes(server: FastifyInstance): Promise<readonly RegisteredRoute[]> {
  await server.ready();
  const parents: string[] = [];
  return server
    .printRoutes({ commonPrefix: false })
    .split("\n")
    .flatMap((line) => {
      const [, indent = "", part = "", methods = ""] = /^([│ ]*)[├└]── (.*) \(([A-Z, ]+)\)$/.exec(line) ?? [];
      if (methods === "") return [];
      const depth = indent.length / 4;
      const parent = depth === 0 ? "" : (parents[depth - 1] ?? "");
      // The tree leaves out the slash before a parameter.
      const pattern = /^[*:]/.test(part) && !parent.endsWith("/") ? `${parent}/${part}` : parent + part;
      parents[depth] = pattern;
      return methods.split(", ").map((method) => ({ method, pattern }));
    });
}
