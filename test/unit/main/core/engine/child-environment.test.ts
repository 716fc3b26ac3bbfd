import { describe, expect, it } from "vitest";
import { childEnvironment } from "../../../../../src/main/core/engine/child-environment";

describe("childEnvironment", () => {
  it("passes on what native code needs and keeps secrets out", () => {
    const environment = childEnvironment(
      { PATH: "/bin", HOME: "/home/u", OPENAI_API_KEY: "sk-secret", HTTPS_PROXY: "http://p" },
      { ELECTRON_RUN_AS_NODE: "1" },
    );
    expect(environment).toMatchObject({ PATH: "/bin", HOME: "/home/u", ELECTRON_RUN_AS_NODE: "1" });
    expect(Object.values(environment)).not.toContain("sk-secret");
    expect(environment).not.toHaveProperty("HTTPS_PROXY");
  });
});
