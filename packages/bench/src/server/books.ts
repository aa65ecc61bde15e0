/** What the server saw of one client in one scenario. */
export type Books = {
  posts: number;
  /** How many generations were billed. */
  charges: number;
  /** ms since the first post, of every post. */
  postedAt: number[];
  firstPost: number;
  /** The key reached an origin it was not meant for. */
  keyLeaked: boolean;
};

const runs = new Map<string, Books>();

/** The books of a run, opened at its first request. */
export function booksOf(run: string): Books {
  const known = runs.get(run);
  if (known) return known;
  const books: Books = { posts: 0, charges: 0, postedAt: [], firstPost: 0, keyLeaked: false };
  runs.set(run, books);
  return books;
}

/** Notes a post and says which one it is, counted from 1. */
export function notePost(books: Books, now: number): number {
  if (books.posts === 0) books.firstPost = now;
  // The timing runs post tens of thousands of times: their times are of no use.
  if (books.posts < 100) books.postedAt.push(now - books.firstPost);
  books.posts += 1;
  return books.posts;
}
