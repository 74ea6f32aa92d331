/** Copies a text; false if the browser does not let us. Over plain HTTP from another machine there is no clipboard. */
export async function copied(text: string): Promise<boolean> {
  // The types promise a clipboard that is there in secure contexts alone.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  try {
    if (!clipboard) return copiedFromField(text);
    await clipboard.writeText(text);
    return true;
  } catch {
    return copiedFromField(text);
  }
}

/** The old way: what is selected in a field that nobody sees. */
function copiedFromField(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.focus();
  field.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}

/** Selects what an element shows, so that it can be copied by hand. */
export function selectAll(element: Element): void {
  window.getSelection()?.selectAllChildren(element);
}
