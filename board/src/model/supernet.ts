/** The supernet by rows: modules, operators, the lines between them and the choices. */
export interface Supernet {
  readonly modules: readonly ModuleFacts[];
  readonly operations: readonly OperationFacts[];
  readonly links: readonly Link[];
  readonly choices: readonly ChoiceFacts[];
}

export interface ModuleFacts {
  /** Number of the module around it, -1 for the model itself. Parents come before their children. */
  readonly parent: number;
  readonly name: string;
  readonly path: string;
  readonly type: string;
  /** Parameters of this module and all below it. */
  readonly parameters: number | null;
  /** Multiply-adds of this module and all below it, for one sample. */
  readonly flops: number | null;
  /** Number of the choice that stands here, or -1. */
  readonly choice: number;
  /** Which candidate of the choice around it this is, or -1. */
  readonly candidate: number;
}

export interface OperationFacts {
  readonly module: number;
  readonly name: string;
  readonly shape: readonly number[] | null;
  readonly parameters: number | null;
  readonly flops: number | null;
}

/** What flows from one operation to another; `candidate` where it ends in the place that joins the candidates of a choice, else -1. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly candidate: number;
}

export interface ChoiceFacts {
  readonly key: string;
  readonly kind: 'layer' | 'input';
  readonly labels: readonly string[];
  /** The candidates as files name them. */
  readonly names: readonly string[];
  /** When the choice is in use: alternatives, each a list of candidates of other choices that must be taken; none: always. */
  readonly when: readonly (readonly { readonly key: string; readonly candidate: number }[])[];
  /** How many candidates are kept; null: any number. */
  readonly pick: number | null;
  /** Which candidates are skip connections. */
  readonly skip: readonly boolean[];
  /** Where its weights start in a frame of the history. */
  readonly offset: number;
}

/** What the candidates of a run cost in the table that it was given, such as milliseconds on a device. */
export interface Costs {
  readonly name: string;
  readonly constant: number;
  /** By key a number for each candidate. */
  readonly choices: Readonly<Record<string, readonly number[]>>;
}

/** `latency (ms)` for `latency_ms`. */
export function costName(costs: Costs): string {
  return costs.name === 'flops' ? 'multiply-adds' : costs.name.replace(/_ms$/, ' (ms)').replaceAll('_', ' ');
}

/** The name that the place has which joins the candidates of a choice. */
export const joinName = 'choice';

export interface SupernetColumns {
  readonly modules: {
    readonly path: readonly string[]; readonly type: readonly string[]; readonly parent: readonly number[]; readonly parameters: readonly (number | null)[];
    readonly flops: readonly (number | null)[]; readonly choice: readonly number[]; readonly candidate: readonly number[];
  };
  readonly choices: readonly {
    readonly key: string; readonly kind: string; readonly candidates: readonly string[]; readonly chosen: number | null; readonly skip: readonly boolean[] | null;
    readonly offset: number; readonly size: number; readonly places: readonly number[] | null; readonly when?: readonly (readonly { readonly key: string; readonly candidate: number }[])[] | null;
  }[];
  readonly operators: {
    readonly name: readonly string[]; readonly module: readonly number[]; readonly shape: readonly number[]; readonly parameters: readonly (number | null)[];
    readonly flops: readonly (number | null)[]; readonly label: readonly string[] | null;
  };
  readonly shapes: readonly (readonly number[])[];
  readonly edges: { readonly from: readonly number[]; readonly to: readonly number[]; readonly candidate: readonly number[] };
  readonly inputs: readonly (readonly number[])[] | null;
  readonly outputs: readonly number[] | null;
}

/** Rows from the columns that the server sends; what points nowhere is left out. The network's input and output become operations of the model. */
export function readSupernet(columns: SupernetColumns): Supernet {
  const { modules: m, operators: o, edges: e } = columns;
  const modules = m.path.map((path, index): ModuleFacts => {
    const parent = index === 0 ? -1 : Math.min(index - 1, m.parent[index] ?? 0);
    const above = m.path[parent] ?? '';
    return {
      parent, path, name: above !== '' && path.startsWith(`${above}.`) ? path.slice(above.length + 1) : path, type: m.type[index] ?? '',
      parameters: m.parameters[index] ?? null, flops: m.flops[index] ?? null, choice: m.choice[index] ?? -1, candidate: m.candidate[index] ?? -1,
    };
  });
  const operations: OperationFacts[] = o.name.map((name, index) => ({
    module: Math.max(0, o.module[index] ?? 0), name, shape: columns.shapes[o.shape[index] ?? -1] ?? null, parameters: o.parameters[index] ?? null, flops: o.flops[index] ?? null,
  }));
  const links: Link[] = [];
  const real = operations.length;
  if (real > 0) {
    operations.push({ module: 0, name: 'input', shape: columns.inputs?.[0] ?? null, parameters: 0, flops: 0 });
    if (columns.outputs !== null && columns.outputs.length > 0) {
      operations.push({ module: 0, name: 'output', shape: operations[columns.outputs[0] ?? -1]?.shape ?? null, parameters: 0, flops: 0 });
    }
  }
  e.from.forEach((from, index) => {
    const to = e.to[index] ?? -1;
    if (to < 0 || to >= real || from >= real) return;
    links.push({ from: from < 0 ? real : from, to, candidate: e.candidate[index] ?? -1 });
  });
  if (operations.length > real + 1) for (const from of columns.outputs ?? []) if (from >= 0 && from < real) links.push({ from, to: real + 1, candidate: -1 });
  const choices = columns.choices.map((choice): ChoiceFacts => ({
    key: choice.key, kind: choice.kind === 'input' ? 'input' : 'layer', labels: spokenLabels(columns, choice), names: choice.candidates, when: choice.when ?? [], pick: choice.chosen,
    skip: choice.skip ?? choice.candidates.map(() => false), offset: choice.offset,
  }));
  return { modules, operations, links, choices };
}

/** The names of the candidates; where these are only numbers, what they are: `0 SepConv 3x3`. */
function spokenLabels(columns: SupernetColumns, choice: SupernetColumns['choices'][number]): readonly string[] {
  if (choice.kind === 'input') return choice.candidates.map((name, index) => (name === '' ? `input ${index}` : name));
  const place = choice.places?.[0];
  if (place === undefined || !choice.candidates.every(name => /^\d+$/.test(name))) return choice.candidates;
  const { path, type, candidate } = columns.modules;
  const above = path[place] ?? '';
  return choice.candidates.map((name, index) => {
    const module = candidate.findIndex((value, row) => value === index && row > place && (path[row] ?? '').startsWith(`${above}.`));
    if (module < 0) return name;
    const at = path[module] ?? '';
    const windows = columns.operators.module.flatMap((row, operator) => {
      const inside = path[row] ?? '';
      const label = columns.operators.label?.[operator] ?? '';
      return label !== '' && (inside === at || inside.startsWith(`${at}.`)) ? [{ label, name: columns.operators.name[operator] ?? '' }] : [];
    }).sort((a, b) => (parseInt(b.label, 10) || 0) - (parseInt(a.label, 10) || 0));
    const [largest] = windows;
    const separable = type.some((name, row) => /separable/i.test(name) && (path[row] ?? '').startsWith(`${at}.`));
    const branch = /^(Conv|Pool)Branch$/.exec(type[module] ?? '');
    const pool = largest !== undefined && /pool/.test(largest.name) && !/pool2d/i.test(type[module] ?? '') ? ` ${largest.name.replace(/_?pool2d/, '')}` : '';
    if (branch !== null) return `${name}${branch[1] === 'Conv' ? `${separable ? ' sep' : ''} conv` : `${pool} pool`}${largest === undefined ? '' : ` ${largest.label}`}`;
    return `${name} ${(type[module] ?? '').replace(/2d$|(?<=Conv)Norm$/, '')}${pool}${largest === undefined || largest.label === '1x1' ? '' : ` ${largest.label}`}`;
  });
}
