/** How late a timer of 5 ms ever was, in ms: what else the extension host had to do. */
export function watchLag(): () => number {
  let last = performance.now();
  let most = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    most = Math.max(most, now - last - 5);
    last = now;
  }, 5);
  return () => {
    clearInterval(timer);
    return most;
  };
}
