import { Validator } from "@seriousme/openapi-schema-validator";
import { beforeAll, describe, expect, it } from "vitest";
import { descriptionOf, routeDescriptions } from "../../../../../../src/main/core/gateway/openapi/route-descriptions";
import { templatedPath } from "../../../../../../src/main/core/gateway/openapi/paths";
import { callNames, controlPrefix, routeOf } from "../../../../../../src/shared/contract/derive";
import { errorCodes } from "../../../../../../src/shared/errors";
import { FakeCore, loopback } from "../../../../../fakes/gateway";
import { operationsOf, referencesOf, type OpenApiDocument } from "../../../../../support/openapi";

const server = new FakeCore().server();
let routes: string[] = [];
let document: OpenApiDocument;

beforeAll(async () => {
  const { body } = await server.inject({ url: "/openapi.json", headers: loopback });
  document = JSON.parse(body) as OpenApiDocument;
  routes = await routesOfAServer();
});

/** As fastify itself prints them, not as our own hook has gathered them; HEAD only where there is no GET. */
async function routesOfAServer(): Promise<string[]> {
  await server.ready();
  const found: string[] = [];
  const above: string[] = [];
  for (const line of server.printRoutes({ commonPrefix: false }).split("\n")) {
    const [, indent = "", segment = "", , methods = ""] = /^([│├└─ ]*)(\S+)( \(([A-Z, ]+)\))?/.exec(line) ?? [];
    const depth = indent.length / 4 - 1;
    const parent = above[depth - 1] ?? "";
    // It leaves out the slash before what varies.
    const url = parent + (/^[*:]/.test(segment) && !parent.endsWith("/") ? "/" : "") + segment;
    above[depth] = url;
    const each = methods.split(", ").filter((method) => method !== "");
    found.push(
      ...each.filter((method) => method !== "HEAD" || !each.includes("GET")).map((method) => `${method} ${url}`),
    );
  }
  return [...new Set(found)];
}

describe("GET /openapi.json", () => {
  it("passes a validator of OpenAPI 3.1", async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone({ ...document }));
    expect([errors ?? [], valid, validator.version]).toEqual([[], true, "3.1"]);
  });

  it("has every route that there is, and no other", () => {
    const paths = routes.map((route) => {
      const [method = "", url = ""] = route.split(" ");
      return `${method} ${templatedPath(url).path}`;
    });
    expect(paths).toContain("POST /v1/chat/completions");
    expect([...operationsOf(document).keys()].sort()).toEqual(paths.sort());
  });

  it("says of every route what it does", () => {
    const calls = callNames.map((name) => `${routeOf(name).method} ${routeOf(name).path}`);
    const silent = routes.filter((route) => {
      const [method = "", url = ""] = route.split(" ");
      return !calls.includes(route) && descriptionOf(method, url) === undefined;
    });
    expect(silent).toEqual([]);
  });

  it("describes no route that is not there", () => {
    const gone = Object.keys(routeDescriptions).filter((route) => !routes.includes(route));
    expect(gone).toEqual([]);
  });

  it("refers to nothing that is not in it, and names each operation once", () => {
    for (const reference of referencesOf(document)) {
      const [, , kind = "", name = ""] = reference.split("/");
      expect(document.components[kind]?.[name], reference).toBeDefined();
    }
    const ids = [...operationsOf(document).values()].map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has a parameter for each part of a path that varies", () => {
    for (const [route, { parameters = [] }] of operationsOf(document)) {
      const varying = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const told = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
      expect(told, route).toEqual(varying);
    }
  });

  it("has the contract's calls with what they take and answer", () => {
    const operations = operationsOf(document);
    expect(operations.get(`GET ${controlPrefix}/plan`)?.parameters).toEqual(
      expect.arrayContaining([
        { name: "reference", in: "query", required: true, schema: { type: "string", minLength: 1 } },
        expect.objectContaining({ name: "context", required: false }),
      ]),
    );
    expect(operations.get(`POST ${controlPrefix}/pin`)?.responses["200"]).toMatchObject({
      content: { "application/json": { schema: { $ref: "#/components/schemas/Resident" } } },
    });
    expect(document.components["schemas"]?.["loadInput"]).toMatchObject({ required: ["reference"] });
    expect(document.components["schemas"]?.["ErrorCode"]).toMatchObject({ enum: errorCodes });
  });

  it("has the dialects' fields as they are read", () => {
    const chat = operationsOf(document).get("POST /v1/chat/completions")?.requestBody?.content["application/json"];
    expect(chat?.schema).toMatchObject({
      required: ["messages"],
      properties: { temperature: {}, stop: { type: ["string", "array", "null"] }, tools: {} },
    });
  });

  it("says who may use what", () => {
    const operations = operationsOf(document);
    const isOpen = (route: string) => operations.get(route)?.security.some((one) => Object.keys(one).length === 0);
    expect(operations.get("GET /healthz")?.security).toEqual([]);
    expect(isOpen("POST /v1/chat/completions")).toBe(true);
    expect(isOpen("POST /api/pull")).toBe(false);
    for (const route of operations.keys()) if (route.includes(controlPrefix)) expect(isOpen(route), route).toBe(false);
  });
});
