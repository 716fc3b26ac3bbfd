import { describe, expect, it } from "vitest";
import { credentialOf } from "../../../../../../src/main/core/gateway/control/authorize";
import { Sessions } from "../../../../../../src/main/core/gateway/window/sessions";

describe("credentialOf", () => {
  const sessions = new Sessions();
  const cookie = sessions.open().split(";")[0] ?? "";

  it("takes the token, and the cookie of an open session", () => {
    expect(credentialOf({ authorization: "Bearer s3cret" }, "s3cret", sessions)).toBe("token");
    expect(credentialOf({ authorization: "bearer  s3cret " }, "s3cret", sessions)).toBe("token");
    expect(credentialOf({ cookie: `theme=dark; ${cookie}` }, "s3cret", sessions)).toBe("session");
  });

  it.each([
    {},
    { authorization: "" },
    { authorization: "Bearer " },
    { authorization: "Bearer s3cre" },
    { authorization: "Bearer s3cret2" },
    { authorization: "Basic s3cret" },
    { authorization: "s3cret" },
    { cookie: "tresor_session=" },
    { cookie: "tresor_session=guess" },
    { cookie: `x${cookie}` },
  ])("takes nothing else: %j", (headers) => {
    expect(credentialOf(headers, "s3cret", sessions)).toBeNull();
  });
});
