/** Gives a file to the person without asking the server for it. */
export function saveText(name: string, text: string, type = 'text/plain'): void {
  saveBlob(name, new Blob([text], { type }));
}

export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function saveCanvas(name: string, canvas: HTMLCanvasElement): void {
  canvas.toBlob(blob => {
    if (blob !== null) saveBlob(name, blob);
  });
}

export type Field = string | number | null | undefined;

/** Comma-separated values; a text that a spreadsheet would take for a formula is kept a text. */
export function csv(rows: readonly (readonly Field[])[]): string {
  return rows.map(row => row.map(field).join(',')).join('\r\n') + '\r\n';
}

function field(value: Field): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = /^[=+\-@\t]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function fileName(...parts: readonly (string | number)[]): string {
  return parts.join('-').replace(/[^\w.-]+/g, '_').slice(0, 120);
}
