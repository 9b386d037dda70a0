import { signal } from '@preact/signals';
import { connection } from '../api/live';
import { Chip } from '../parts/parts';
import { theme, type Theme } from '../theme';
import { helpOpen } from './keys';

export const pageTitle = signal('');
export const pageStatus = signal('');

const words: Readonly<Record<string, string>> = {
  connecting: 'connecting', live: 'live', polling: 'asking every 2 s', lost: 'server does not answer',
};

export function TopBar() {
  return (
    <header class="top">
      <a class="brand" href="#/">
        <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="7" fill="#1f5fa8" />
          <g fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round"><path d="M7 16C13 16 13 8 19 8h6" /><path d="M7 16c6 0 6 8 12 8h6" opacity=".5" /></g>
          <circle cx="7" cy="16" r="3" fill="#fff" /><circle cx="25" cy="8" r="3" fill="#fff" />
        </svg>
        Board
      </a>
      <h1>{pageTitle.value === '' ? 'Runs and experiments' : pageTitle.value}</h1>
      {pageStatus.value !== '' && <Chip state={pageStatus.value} />}
      <span class="push" />
      <span class={`chip ${connection.value === 'live' ? 'done' : connection.value}`} role="status" title="The connection to nasctl board">{words[connection.value]}</span>
      <label class="row">
        theme
        <select value={theme.value} onChange={event => {
          theme.value = event.currentTarget.value as Theme;
        }}>
          <option value="auto">auto</option>
          <option value="light">light</option>
          <option value="dark">dark</option>
        </select>
      </label>
      <button aria-label="Help and keys" onClick={() => {
        helpOpen.value = true;
      }}>?</button>
    </header>
  );
}
