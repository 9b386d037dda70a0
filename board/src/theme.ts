import { effect, signal } from '@preact/signals';

export type Theme = 'auto' | 'light' | 'dark';

const stored = (): Theme => {
  try {
    const value = localStorage.getItem('nassharp.theme');
    return value === 'light' || value === 'dark' ? value : 'auto';
  } catch {
    return 'auto';
  }
};

export const theme = signal<Theme>('auto');
/** Counts changes of the colours; canvases read it to be drawn again. */
export const paint = signal(0);

const dark = typeof matchMedia === 'undefined' ? undefined : matchMedia('(prefers-color-scheme: dark)');

export function isDark(): boolean {
  return theme.value === 'dark' || (theme.value === 'auto' && dark?.matches === true);
}

export function watchTheme(): void {
  theme.value = stored();
  effect(() => {
    const value = theme.value;
    apply();
    try {
      if (value === 'auto') localStorage.removeItem('nassharp.theme');
      else localStorage.setItem('nassharp.theme', value);
    } catch {
      // A browser without storage forgets the theme; nothing else is lost.
    }
  });
  dark?.addEventListener('change', apply);
}

function apply(): void {
  document.documentElement.dataset['theme'] = isDark() ? 'dark' : 'light';
  paint.value = paint.peek() + 1;
}

const cache = new Map<string, string>();
let cached = -1;

/** The value of a colour token, such as `--ink`, in the present theme. */
export function token(name: string): string {
  if (cached !== paint.peek()) {
    cache.clear();
    cached = paint.peek();
  }
  let value = cache.get(name);
  if (value === undefined) {
    value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    cache.set(name, value);
  }
  return value;
}
