import { decisionOf, type Trials } from './trials';

export type RowTest = (row: number) => boolean;

type Comparison = '>=' | '<=' | '!=' | '>' | '<' | '=' | ':';

/**
 * A filter such as `result>0.9 & parameters<3M & state:failed & conv=5x5 maxpool`: comparisons of columns, metrics and choices, and words that occur anywhere in a trial. All parts must
 * hold. What cannot be understood is told, never passed over.
 */
export function parseFilter(text: string, trials: Trials): { readonly test: RowTest; readonly error: string | null } {
  const tests: RowTest[] = [];
  for (const part of text.split(/\s*&\s*|\s+(?![<>=!:])(?<![<>=!:]\s*)/)) {
    const term = part.trim();
    if (term === '') continue;
    const match = /^(.+?)\s*(>=|<=|!=|>|<|=|:)\s*(.*)$/.exec(term);
    if (match === null) {
      tests.push(anywhere(term, trials));
      continue;
    }
    const [, name = '', operator = '=', value = ''] = match;
    const made = comparison(name, operator as Comparison, value, trials);
    if (typeof made === 'string') return { test: () => true, error: made };
    tests.push(made);
  }
  return { test: row => tests.every(test => test(row)), error: null };
}

function comparison(name: string, operator: Comparison, value: string, trials: Trials): RowTest | string {
  const lower = name.toLowerCase();
  if (lower === 'state') return words(operator, value, row => trials.state[row] ?? '');
  const choice = trials.choices.find(one => one.key.toLowerCase() === lower);
  if (choice !== undefined) return words(operator, value, row => decisionOf(choice, row));
  const column = trials.numeric.get([...trials.numeric.keys()].find(key => key.toLowerCase() === lower) ?? '');
  if (column === undefined) return `There is no column '${name}'. There are: state, ${[...trials.numeric.keys(), ...trials.choices.map(one => one.key)].slice(0, 14).join(', ')}.`;
  const wanted = numberOf(value);
  if (wanted === null) return `'${value}' is not a number, which ${name} is compared with.`;
  return row => {
    const there = column[row];
    if (there === null || there === undefined) return operator === '!=';
    switch (operator) {
      case '>': return there > wanted;
      case '<': return there < wanted;
      case '>=': return there >= wanted;
      case '<=': return there <= wanted;
      case '!=': return there !== wanted;
      default: return there === wanted;
    }
  };
}

function words(operator: Comparison, value: string, of: (row: number) => string): RowTest | string {
  const wanted = value.toLowerCase();
  switch (operator) {
    case ':': return row => of(row).toLowerCase().includes(wanted);
    case '=': return row => of(row).toLowerCase() === wanted;
    case '!=': return row => of(row).toLowerCase() !== wanted;
    default: return `Texts are compared with : (contains), = or !=, not with ${operator}.`;
  }
}

function numberOf(text: string): number | null {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([kMG%]?)$/i.exec(text);
  if (match === null) return null;
  const scale = { k: 1e3, K: 1e3, m: 1e6, M: 1e6, g: 1e9, G: 1e9, '%': 0.01 }[match[2] ?? ''] ?? 1;
  return Number(match[1]) * scale;
}

function anywhere(word: string, trials: Trials): RowTest {
  const wanted = word.toLowerCase();
  const exact = /^#?\d+$/.test(word) ? Number(word.replace('#', '')) : null;
  return row => (exact !== null && trials.number[row] === exact) || (trials.state[row] ?? '').includes(wanted)
    || trials.choices.some(choice => decisionOf(choice, row).toLowerCase().includes(wanted));
}
