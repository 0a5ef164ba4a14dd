/** Loads the app anew, if its server can be reached: without it the browser would show a page of its own, and ours were gone. */
export async function reloadIfReachable(): Promise<boolean> {
  const isReachable = await fetch('/', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (isReachable) {
    location.reload();
  }
  return isReachable;
}
