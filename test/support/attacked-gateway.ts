import { onTestFinished } from "vitest";
import { createGateway } from "../../src/main/core/gateway/gateway";
import { defaultPace, type Pace } from "../../src/main/core/gateway/gateway-context";
import type { GatewayDependencies } from "../../src/main/core/gateway/gateway-port";
import { defaultConnectionLimits, type ConnectionLimits } from "../../src/main/core/gateway/reach/connection-limits";
import { FakeCore } from "../fakes/gateway";

export interface AttackOptions {
  readonly core?: FakeCore;
  readonly dependencies?: Partial<GatewayDependencies>;
  readonly limits?: Partial<ConnectionLimits>;
  readonly pace?: Partial<Pace>;
}

/** A listening gateway over a fake core, for one test. */
export async function attackedGateway({ core = new FakeCore(), dependencies, limits, pace }: AttackOptions = {}) {
  const gateway = createGateway(
    core.dependencies(dependencies),
    { ...defaultPace, ...pace },
    { ...defaultConnectionLimits, ...limits },
  );
  onTestFinished(() => gateway.close(0));
  return { core, url: await gateway.listen("127.0.0.1", 0) };
}

/** That others are served as always. */
export async function answersOthers(url: string): Promise<boolean> {
  const request = { model: "tiny", messages: [{ role: "user", content: "Hi" }] };
  const response = await fetch(`${url}/v1/chat/completions`, { method: "POST", body: JSON.stringify(request) });
  return response.status === 200 && (await response.text()).includes("Hello there");
}
