/** A line of the requisites: what it is, and what is to be copied. */
export type Requisite = { name: string; value: string };

/** Admins write requisites as a text; a line such as `Account: 4070…` has a name of its own. Neither an address nor a time of the day has one. */
export function requisitesOf(text: string): Requisite[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [, name, value] = line.match(/^([^:]{2,40}):\s+(\S.*)$/) ?? line.match(/^([^:]{1,39}[^:\d]):((?!\/\/)\S.*)$/) ?? [];
      return name && value ? { name: name.trim(), value: value.trim() } : { name: '', value: line };
    });
}
