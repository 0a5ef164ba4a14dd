/** What may be sent; the server looks again. */
export const TYPES = ['.jpg', '.jpeg', '.png', '.pdf', '.txt', '.log', '.zip'];
export const MOST_MEGABYTES = 10;

export type Kind = 'pdf' | 'archive' | 'text' | 'other';

const KINDS: Record<string, Kind> = { pdf: 'pdf', zip: 'archive', txt: 'text', log: 'text' };

/** What a file is by its address or name, which says nothing else: the server gives it one of its own. */
export function kindOf(name: string): Kind {
  return KINDS[name.match(/\.(\w+)(?:\?|$)/)?.[1]?.toLowerCase() ?? ''] ?? 'other';
}

/** Images from the clipboard are all called the same, or nothing at all. */
export function pasted(files: Iterable<File>, now = new Date()): File[] {
  const time = now.toISOString().slice(0, 19).replace(/\D/g, '');
  return [...files].map((file) =>
    file.type.startsWith('image/') && /^(image)?\.?\w*$/.test(file.name) ? new File([file], `${time}.${file.type === 'image/jpeg' ? 'jpg' : 'png'}`, { type: file.type }) : file,
  );
}
