import { afterEach, describe, expect, test, vi } from "vitest";
import {
  causeCodes,
  classifyStatus,
  classifyText,
  classifyThrown,
  isOffline,
  worseCharge,
} from "./classify.ts";
import { retryClass } from "./retry.ts";

const moderated =
  "ByteDance image API error: The request failed because the output image may contain sensitive information.";
const polling = "Internal Polling Error";

// Typed by hand: status, text, code, charged, and whether it may be posted again.
const table = [
  [400, "bad size", "invalid_request", "no", "never"],
  [400, moderated, "moderated", "no", "never"],
  [422, moderated, "moderated", "no", "never"],
  [401, "", "unauthenticated", "no", "never"],
  [402, "", "insufficient_credits", "no", "never"],
  [403, "", "forbidden", "no", "never"],
  [404, "", "not_found", "no", "never"],
  [406, "", "insufficient_credits", "no", "never"],
  [429, "", "rate_limited", "no", "yes"],
  [500, "", "server_error", "no", "once"],
  [502, "<html>", "bad_gateway", "no", "yes"],
  [503, "", "unavailable", "no", "yes"],
  [504, "", "gateway_timeout", "maybe", "ambiguous"],
  [501, "", "server_error", "maybe", "ambiguous"],
  [507, "", "server_error", "maybe", "ambiguous"],
  [520, "", "server_error", "maybe", "ambiguous"],
  [599, "", "server_error", "maybe", "ambiguous"],
  [405, "", "invalid_request", "no", "never"],
  [409, "", "invalid_request", "no", "never"],
  [418, "", "invalid_request", "no", "never"],
  [422, "", "invalid_request", "no", "never"],
  [451, "", "invalid_request", "no", "never"],
  [301, "", "redirected", "no", "never"],
  [302, "", "redirected", "no", "never"],
  [307, "", "redirected", "no", "never"],
  [308, "", "redirected", "no", "never"],
  [400, polling, "gateway_timeout", "maybe", "ambiguous"],
  [404, polling, "gateway_timeout", "maybe", "ambiguous"],
  [429, polling, "gateway_timeout", "maybe", "ambiguous"],
  [500, `Error: ${polling}.`, "gateway_timeout", "maybe", "ambiguous"],
  [502, polling, "gateway_timeout", "maybe", "ambiguous"],
] as const;

describe("an answer that is no success", () => {
  test.each(table)("%i %j is %s, charged %s, again %s", (status, text, code, charged, retry) => {
    expect(classifyStatus(status, text)).toEqual({ code, charged });
    expect(retryClass(code, charged)).toBe(retry);
  });
});

describe("an error told with status 200, or by a failed job", () => {
  test.each([
    [moderated, "moderated", "no"],
    ["Prompt rejected by content moderation", "moderated", "no"],
    ["internal polling error", "gateway_timeout", "maybe"],
    ["Insufficient credits", "insufficient_credits", "no"],
    ["You have not enough credits", "insufficient_credits", "no"],
  ])("%j is %s", (text, code, charged) => {
    expect(classifyText(text)).toEqual({ code, charged });
  });

  test.each(["", "Something went wrong", "A picture of a polling station"])(
    "%j is nothing we know",
    (text) => {
      expect(classifyText(text)).toBeUndefined();
    },
  );
});

const thrown = (cause: object) => Object.assign(new TypeError("fetch failed"), { cause });

describe("what fetch throws", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test.each([
    { code: "ECONNREFUSED", syscall: "connect" },
    { code: "ENOTFOUND", syscall: "getaddrinfo" },
    { code: "EAI_AGAIN", syscall: "getaddrinfo" },
    { code: "EHOSTUNREACH", syscall: "connect" },
    { code: "ENETUNREACH", syscall: "connect" },
    { code: "ETIMEDOUT", syscall: "connect" },
    { code: "UND_ERR_CONNECT_TIMEOUT" },
    { code: "ERR_TLS_CERT_ALTNAME_INVALID" },
    { code: "ERR_SSL_WRONG_VERSION_NUMBER" },
    { code: "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION" },
    { code: "CERT_HAS_EXPIRED" },
    { code: "DEPTH_ZERO_SELF_SIGNED_CERT" },
    { code: "SELF_SIGNED_CERT_IN_CHAIN" },
    { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" },
    { errors: [{ code: "ECONNREFUSED", syscall: "connect" }, { code: "ECONNREFUSED" }] },
    { cause: { cause: { code: "ENOTFOUND" } } },
  ])("%j: nothing was sent, so it is tried again", (cause) => {
    expect(classifyThrown(thrown(cause))).toEqual({ code: "connect_failed", charged: "no" });
    expect(retryClass("connect_failed", "no")).toBe("yes");
  });

  test.each([
    { code: "ECONNRESET" },
    { code: "EPIPE", syscall: "write" },
    { code: "UND_ERR_SOCKET" },
    { code: "UND_ERR_HEADERS_TIMEOUT" },
    { code: "UND_ERR_BODY_TIMEOUT" },
    { code: "HPE_INVALID_CONSTANT" },
    // A connection that stands can lose its route, or its records can be damaged.
    { code: "EHOSTUNREACH", syscall: "read" },
    { code: "ENETUNREACH", syscall: "write" },
    { code: "ETIMEDOUT", syscall: "read" },
    { code: "ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC" },
    {},
  ])("%j: it may have been sent, so it is not", (cause) => {
    expect(classifyThrown(thrown(cause))).toEqual({ code: "connection_lost", charged: "maybe" });
    expect(retryClass("connection_lost", "maybe")).toBe("ambiguous");
  });

  test.each([undefined, null, "no", 5, new Error("x"), Object.create(null)])(
    "%s is a lost connection",
    (error) => {
      expect(classifyThrown(error).code).toBe("connection_lost");
    },
  );

  test("a network that goes away while the answer is awaited does not mean that nothing was sent", () => {
    vi.stubGlobal("navigator", { onLine: false });
    expect(isOffline()).toBe(true);
    expect(classifyThrown(new TypeError("Failed to fetch")).code).toBe("connection_lost");
    expect(classifyThrown(new TypeError("Failed to fetch"), true).code).toBe("connect_failed");
  });

  test("causes that go in circles end", () => {
    const error = new Error("x") as Error & { code: string };
    error.code = "ECONNRESET";
    error.cause = error;
    expect(new Set(causeCodes(error))).toEqual(new Set(["ECONNRESET"]));
  });
});

test.each([
  ["no", "no", "no"],
  ["no", "maybe", "maybe"],
  ["maybe", "no", "maybe"],
  ["maybe", "yes", "yes"],
  ["yes", "no", "yes"],
  ["no", "yes", "yes"],
  ["yes", "yes", "yes"],
  ["maybe", "maybe", "maybe"],
] as const)("the worse of %s and %s is %s", (a, b, worse) => {
  expect(worseCharge(a, b)).toBe(worse);
});

test("once it is paid for, nothing is posted again", () => {
  for (const code of ["bad_image", "too_large", "timeout", "connection_lost", "rate_limited"] as const)
    expect(retryClass(code, "yes")).toBe("never");
  for (const code of ["bad_image", "too_large", "aborted", "deadline", "expired", "job_failed"] as const)
    expect(retryClass(code, "maybe")).toBe("never");
});
