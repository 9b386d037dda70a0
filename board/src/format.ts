/** All numbers of the page are written here. */

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export function count(value: number): string {
  return grouped.format(value);
}

/** Four significant digits, plain where that is short: 0.01234, 97.61, 1,234, 1.2e-7. */
export function number(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined) return '–';
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e9 || size < 1e-4) return minus(value.toExponential(Math.max(0, digits - 2)).replace('e+', 'e'));
  if (Number.isInteger(value) || size >= 10 ** digits) return minus(grouped.format(value));
  return minus(trim(value.toPrecision(digits)));
}

export function percent(share: number | null | undefined, digits = 1): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return '–';
  return `${minus((100 * share).toFixed(digits))} %`;
}

const prefixes = ['', 'k', 'M', 'G', 'T', 'P'];

/** 2,314,000 as `2.31 M`. */
export function amount(value: number | null | undefined, unit = ''): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  let step = 0;
  let rest = Math.abs(value);
  while (rest >= 999.5 && step < prefixes.length - 1) {
    rest /= 1000;
    step++;
  }
  const digits = step === 0 ? (Number.isInteger(rest) ? 0 : 2) : rest >= 99.95 ? 0 : rest >= 9.995 ? 1 : 2;
  const prefix = prefixes[step] ?? '';
  const tail = `${prefix}${unit}`;
  return `${value < 0 ? '−' : ''}${rest.toFixed(digits)}${tail === '' ? '' : ` ${tail}`}`;
}

export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds) || seconds < 0) return '–';
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${trim(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  const [days, hours, minutes] = [Math.floor(whole / 86400), Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60];
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return `${minutes} min ${whole % 60} s`;
}

/** Which epoch a run is in, or was last: lines count from 0, and those after the last epoch name the next one. */
export function epochOf(epoch: number | null | undefined, epochs: number | null | undefined): string {
  if (epoch === null || epoch === undefined) return '–';
  return epochs === null || epochs === undefined ? count(epoch + 1) : `${count(Math.min(epoch + 1, epochs))} of ${count(epochs)}`;
}

/** How long ago, for people. */
export function age(milliseconds: number | null | undefined, now: number): string {
  if (milliseconds === null || milliseconds === undefined) return '–';
  const seconds = (now - milliseconds) / 1000;
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${Math.round(seconds)} s ago`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 86400) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86400)} d ago`;
}

export function moment(milliseconds: number | null | undefined): string {
  if (milliseconds === null || milliseconds === undefined) return '–';
  return new Date(milliseconds).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
}

export function shape(sizes: readonly number[] | null | undefined): string {
  return sizes === null || sizes === undefined ? '–' : sizes.length === 0 ? 'scalar' : sizes.join(' × ');
}

function trim(text: string): string {
  return text.includes('.') && !text.includes('e') ? text.replace(/\.?0+$/, '') : text;
}

function minus(text: string): string {
  return text.startsWith('-') ? `−${text.slice(1)}` : text;
}
