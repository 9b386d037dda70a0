import { useEffect } from 'preact/hooks';
import { getJson } from '../api/client';
import { useResource } from '../api/resource';
import type { SourceDetail } from '../api/types';
import { Empty, Loaded } from '../parts/parts';
import { pageStatus, pageTitle } from '../shell/top-bar';
import { movedOf, source } from '../store/sources';
import { AlphasPage } from './alphas';
import { AnalysisPage } from './analysis';
import { CurvesPage } from './curves';
import { ExperimentPage } from './experiment';
import { FilesPage } from './files';
import { LogPage } from './log';
import { ResultPage } from './result';
import { RunPage } from './run';
import { SupernetPage } from './supernet';
import { TrialComparePage } from './trial-compare';
import { TrialsPage } from './trials';

export function SourcePage(props: { readonly id: string; readonly page: string; readonly part: string }) {
  const news = movedOf(props.id);
  const listed = source(props.id);
  const detail = useResource<SourceDetail>(props.id, `${listed?.updatedAt ?? ''}/${listed?.status ?? ''}/${news.resync}`, (_, abort) => getJson(`sources/${encodeURIComponent(props.id)}`, abort));
  useEffect(() => {
    pageTitle.value = detail.value.data?.name ?? listed?.name ?? '';
    pageStatus.value = listed?.status ?? detail.value.data?.status ?? '';
  }, [detail.value.data?.name, listed?.name, listed?.status, detail.value.data?.status]);
  return (
    <Loaded of={detail.value} what="the source">
      {data => {
        // The list is newer than the details while a run writes.
        const merged: SourceDetail = listed === undefined ? data : { ...data, ...listed };
        const Page = (merged.kind === 'run' ? runPages : experimentPages)[props.page];
        return Page === undefined
          ? <Empty title="There is no such page."><a href="#/">To the list of runs and experiments</a></Empty>
          : <Page source={merged} part={props.part} />;
      }}
    </Loaded>
  );
}

export interface SourcePageProps {
  readonly source: SourceDetail;
  readonly part: string;
}

type Pages = Readonly<Record<string, (props: SourcePageProps) => preact.JSX.Element>>;

const runPages: Pages = { '': RunPage, supernet: SupernetPage, alphas: AlphasPage, result: ResultPage, curves: CurvesPage, files: FilesPage };
const experimentPages: Pages = { '': ExperimentPage, trials: TrialsPage, analysis: AnalysisPage, compare: TrialComparePage, log: LogPage, files: FilesPage };
