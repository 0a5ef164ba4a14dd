/** Copies a text, and says whether that worked. On a plain http address browsers have no `navigator.clipboard`, only the command from before. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelecting(text);
  }
}

/** A selected element, not a field: menus and dialogs let no field outside of them have the focus. */
function copyBySelecting(text: string): boolean {
  const copied = document.createElement('span');
  copied.textContent = text;
  Object.assign(copied.style, { position: 'fixed', top: '0', whiteSpace: 'pre', userSelect: 'text', clipPath: 'inset(50%)' });
  document.body.append(copied);
  const selection = getSelection();
  selection?.selectAllChildren(copied);
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    selection?.removeAllRanges();
    copied.remove();
  }
}
