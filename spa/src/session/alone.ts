/** Does something while no other tab does it. Where there are no locks (a plain http address) several may: the work has to bear that. */
export function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request(name, work) as Promise<T>) : work();
}
