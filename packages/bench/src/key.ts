/** The key every client is given. It opens nothing. */
export const benchKey = "bench-key-1234567890";
