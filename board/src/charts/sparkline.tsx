import { useMemo } from 'preact/hooks';

/** A small line without axes above a slider; the numbers are told elsewhere. */
export function Sparkline(props: { readonly values: readonly (number | null)[]; readonly at: number; readonly name: string }) {
  const { values } = props;
  const path = useMemo(() => {
    const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
    if (known.length < 2) return '';
    const [low, high] = [Math.min(...known), Math.max(...known)];
    const stride = Math.max(1, Math.floor(values.length / 600));
    let text = '';
    for (let i = 0; i < values.length; i += stride) {
      const value = values[i];
      if (value === null || value === undefined || !Number.isFinite(value)) continue;
      const y = high === low ? 12 : 22 - (20 * (value - low)) / (high - low);
      text += `${text === '' ? 'M' : 'L'}${((1000 * i) / Math.max(1, values.length - 1)).toFixed(1)} ${y.toFixed(1)}`;
    }
    return text;
  }, [values]);
  if (path === '') return null;
  const x = (1000 * props.at) / Math.max(1, values.length - 1);
  return (
    <svg viewBox="0 0 1000 24" preserveAspectRatio="none" height="20" width="100%" aria-hidden="true">
      <title>{props.name}</title>
      <path d={path} fill="none" stroke="var(--accent)" stroke-width="1.5" vector-effect="non-scaling-stroke" />
      <line x1={x} x2={x} y1="0" y2="24" stroke="var(--warn)" stroke-width="1.5" vector-effect="non-scaling-stroke" />
    </svg>
  );
}
