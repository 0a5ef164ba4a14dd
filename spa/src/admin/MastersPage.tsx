export function MastersPage() {
  return null;
}
