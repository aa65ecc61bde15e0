import { expect, test } from "vitest";
import { createBooks } from "./books.ts";

const request = { method: "GET", path: "/", origin: "http://a", at: 0, withKey: true };

test("old requests are dropped, what they cost is not", () => {
  const books = createBooks(1_000_000);
  books.charge(books.open(request), 40_000);
  for (let count = 0; count < 100_000; count++) books.open(request);
  const { requests, dropped, charged } = books.journal();
  expect(requests.length + dropped).toBe(100_001);
  expect(requests.length).toBeLessThanOrEqual(100_000);
  expect(charged).toMatchObject({ count: 1, micros: 40_000 });
});

test("the last dollars pay exactly what they cover", () => {
  const books = createBooks(80_000);
  expect([books.covers(80_000), books.covers(80_001)]).toEqual([true, false]);
  books.charge(books.open(request), 80_000);
  expect([books.covers(1), books.dollarsLeft()]).toEqual([false, 0]);
});
