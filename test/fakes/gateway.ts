import type { FastifyInstance } from "fastify";
import { pino, type Logger } from "pino";
import type { GatewayDependencies } from "../../src/main/core/gateway/gateway-port";
import { defaultPace, type GatewayContext, type Pace } from "../../src/main/core/gateway/gateway-context";
import { createHttpServer } from "../../src/main/core/gateway/http-server";
import { OpenRequests } from "../../src/main/core/gateway/open-requests";
import { OneTimeLinks } from "../../src/main/core/gateway/window/one-time-links";
import { Sessions } from "../../src/main/core/gateway/window/sessions";
import { RequestTrails } from "../../src/main/core/gateway/request-trail";
import { ObservedInference } from "../../src/main/core/inference/observed-inference";
import { Metrics } from "../../src/main/core/metrics/metrics";
import { Emitter } from "../../src/main/core/kernel/emitter";
import type { Handlers } from "../../src/shared/contract/derive";
import type { TresorEvent } from "../../src/shared/contract/events";
import type { Resident } from "../../src/shared/shapes/resident";
import { fakeCacheReport, fakeHandlers, fakeMachine, fakeResident, fakeStatus, type RecordedCall } from "./handlers";
import { FakeInference } from "./inference";
import { FakeLibrary } from "./library";
import { FakeBlobs, FakePresets } from "./presets";

export const fakeAdminToken = "admin-token-for-tests";
export const authorized = { authorization: `Bearer ${fakeAdminToken}` };
export const loopback = { host: "127.0.0.1:8737" };

/** All that a gateway needs, faked; the parts that a test looks at are in reach. */
export class FakeCore {
  readonly inference = new FakeInference();
  readonly library: FakeLibrary;
  readonly recorded: RecordedCall[];
  readonly handlers: Handlers;
  readonly presets = new FakePresets();
  readonly blobs = new FakeBlobs();
  readonly events = new Emitter<TresorEvent>();
  readonly logLines: string[] = [];
  residents: Resident[] = [fakeResident()];
  readonly trails = new RequestTrails();
  readonly metrics = new Metrics(async () => ({
    status: fakeStatus,
    machine: fakeMachine,
    residents: this.residents,
    cache: fakeCacheReport,
    downloads: [],
    process: { cpuSeconds: 1.5, residentBytes: 9e7, node: "v20.19.0" },
  }));

  constructor(library = new FakeLibrary(), overrides: Partial<Handlers> = {}) {
    this.library = library;
    const { handlers, recorded } = fakeHandlers(overrides);
    this.handlers = handlers;
    this.recorded = recorded;
  }

  dependencies(change: Partial<GatewayDependencies> = {}): GatewayDependencies {
    return {
      inference: new ObservedInference(this.inference, [this.metrics.requests, this.trails]),
      trails: this.trails,
      metrics: this.metrics,
      library: this.library,
      residents: () => this.residents,
      handlers: this.handlers,
      presets: this.presets,
      blobs: this.blobs,
      subscribe: (listener) => this.events.on(listener),
      adminToken: fakeAdminToken,
      keys: { find: () => null, localWithoutKey: () => true },
      version: "0.1.0",
      windowDirectory: null,
      callableBy: () => ({ allowedHosts: [], allowedOrigins: [] }),
      onNetworkClient: () => undefined,
      logger: this.#logger(),
      ...change,
    };
  }

  context(change: Partial<GatewayDependencies> = {}, pace: Pace = defaultPace): GatewayContext {
    return {
      ...this.dependencies(change),
      openRequests: new OpenRequests(),
      links: new OneTimeLinks(),
      sessions: new Sessions(),
      pace,
    };
  }

  /** The HTTP surface without a socket, for `inject`. */
  server(change: Partial<GatewayDependencies> = {}, pace: Pace = defaultPace): FastifyInstance {
    return createHttpServer(this.context(change, pace));
  }

  #logger(): Logger {
    return pino({ level: "debug", base: null }, { write: (line: string) => void this.logLines.push(line) });
  }
}
