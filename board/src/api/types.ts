import type { Costs, SupernetColumns } from '../model/supernet';

/** The answers of the server, as docs/board-api.md describes them. */

export interface Meta {
  readonly version: string;
  readonly apiVersion: number;
  readonly readOnly: boolean;
  readonly root: string;
  readonly features: readonly string[];
}

export type Status = 'running' | 'done' | 'stopped' | 'created' | 'damaged';

export interface Source {
  readonly id: string;
  readonly kind: 'run' | 'experiment';
  readonly name: string;
  readonly path: string;
  readonly status: Status;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  readonly run?: RunFacts | null;
  readonly experiment?: ExperimentFacts | null;
  readonly problems: readonly string[];
}

export interface RunFacts {
  readonly trainer: string | null;
  readonly isSearch: boolean;
  readonly seed: number | null;
  readonly step: number | null;
  readonly steps: number | null;
  readonly epoch: number | null;
  readonly epochs: number | null;
  readonly seconds: number | null;
  readonly secondsLeft: number | null;
  readonly metrics: Readonly<Record<string, number | null>> | null;
  readonly space: string | null;
  readonly has: readonly string[];
}

export interface ExperimentFacts {
  readonly id: string;
  readonly trials: Readonly<Record<string, number>>;
  readonly maxTrials: number | null;
  readonly concurrency: number | null;
  readonly maximize: boolean;
  readonly best: { readonly trial: number; readonly result: number | null } | null;
  readonly seconds: number | null;
  readonly maxSeconds: number | null;
  readonly tuner: string | null;
  readonly endReason: string | null;
  readonly paused: boolean;
}

export interface Sources {
  readonly items: readonly Source[];
  readonly cursor: string;
  readonly problems: readonly string[];
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export interface SourceDetail extends Source {
  readonly config?: Json;
  readonly tool?: Json;
  readonly result?: Json;
}

export interface FileFacts {
  readonly path: string;
  readonly bytes: number;
  readonly updatedAt: number | null;
}

export interface Series {
  readonly phase: string;
  readonly name: string;
  readonly total: number;
  readonly x: readonly number[];
  readonly y: readonly (number | null)[];
  readonly min: readonly (number | null)[];
  readonly max: readonly (number | null)[];
  readonly seconds: readonly (number | null)[];
}

export interface RunEvent {
  readonly step: number;
  readonly phase: string;
  readonly values: Readonly<Record<string, number | null>>;
  readonly seconds: number | null;
}

export interface SeriesAnswer {
  readonly cursor: number;
  readonly reset: boolean;
  readonly series: readonly Series[];
  readonly events: readonly RunEvent[];
  readonly problems: readonly string[];
}

export interface Missing {
  readonly available: false;
  readonly reason?: string;
}

export interface SupernetAnswer extends SupernetColumns {
  readonly available: true;
  readonly trainer: string | null;
  readonly model: string | null;
  readonly kind: string;
  readonly complete: boolean;
  readonly notes: readonly string[];
  readonly totals: { readonly parameters: number | null; readonly flops: number | null } | null;
  readonly cost?: Costs | null;
}

export interface Health {
  readonly available: true;
  readonly steps: readonly number[];
  readonly entropy: readonly (number | null)[];
  readonly skips: readonly (number | null)[];
  readonly skipShare: readonly (number | null)[];
  readonly choices: Readonly<Record<string, readonly (number | null)[]>>;
  readonly eigenvalue: { readonly steps: readonly number[]; readonly values: readonly (number | null)[] } | null;
  readonly alarms: readonly { readonly step: number; readonly kind: string; readonly text: string }[];
  readonly problems: readonly string[];
}

export type Decisions = Readonly<Record<string, Json>>;

export interface ArchitectureAnswer {
  readonly available: true;
  readonly source: string;
  readonly step: number | null;
  readonly architecture: Decisions;
  readonly selected: Readonly<Record<string, readonly number[]>>;
  readonly changed: readonly string[];
}

export interface ArchitecturesAnswer {
  readonly items: readonly { readonly step: number | null; readonly epoch: number | null; readonly source: string }[];
}

export interface CandidatesAnswer {
  readonly items: readonly { readonly rank: number; readonly score: number | null; readonly metrics: Readonly<Record<string, number | null>>; readonly architecture: Decisions }[];
}

export interface SpaceChoice {
  readonly key: string;
  readonly kind: string;
  readonly candidates: readonly string[];
  readonly chosen: number | null;
}

export interface SpaceAnswer {
  readonly choices: readonly SpaceChoice[];
  readonly sizeLog10: number | null;
}

export interface TrialsAnswer {
  readonly cursor: string;
  readonly reset: boolean;
  readonly n: number;
  readonly total: number;
  readonly columns: Readonly<Record<string, readonly (number | null)[]>>;
  readonly metrics: Readonly<Record<string, readonly (number | null)[]>>;
  readonly choices: readonly { readonly key: string; readonly kind: string; readonly labels: readonly string[]; readonly values: readonly number[] }[];
  readonly states: readonly string[];
  readonly problems: readonly string[];
}

export interface Change {
  readonly key: string;
  readonly from: Json;
  readonly to: Json;
}

export interface TrialDetail {
  readonly number: number;
  readonly state: string;
  readonly source: string | null;
  readonly result: number | null;
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly fidelity: number | null;
  readonly parent: number | null;
  readonly attempts: number;
  readonly createdAt: number | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly seconds: number | null;
  readonly error: string | null;
  readonly logTail: string | null;
  readonly parameters: Json;
  readonly architecture: Decisions | null;
  readonly selected: Readonly<Record<string, readonly number[]>> | null;
  readonly nearest: { readonly trial: number; readonly changed: readonly Change[] } | null;
  readonly notes: readonly (string | { readonly text: string })[];
  readonly files: readonly FileFacts[];
}

export interface Curve {
  readonly trial?: number;
  readonly total: number;
  readonly x: readonly number[];
  readonly y: readonly (number | null)[];
  readonly min: readonly (number | null)[];
  readonly max: readonly (number | null)[];
}

export interface LogAnswer {
  readonly text: string;
  readonly next: number;
  readonly total: number;
  readonly path: string | null;
}

export interface ParetoAnswer {
  readonly objectives: readonly string[];
  readonly n: number;
  readonly front: readonly number[];
  readonly hypervolume: { readonly trials: readonly number[]; readonly values: readonly number[] } | null;
}

export interface ImportanceAnswer {
  readonly method: string;
  readonly n: number;
  readonly items: readonly {
    readonly key: string; readonly share: number | null; readonly effects: readonly (number | null)[]; readonly counts: readonly number[]; readonly labels: readonly string[];
  }[];
}

export interface LineageAnswer {
  readonly items: readonly { readonly trial: number; readonly result: number | null; readonly parent: number | null; readonly changed: readonly Change[] }[];
  readonly recorded: boolean;
}
