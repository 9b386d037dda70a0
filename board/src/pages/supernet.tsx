import { useComputed } from '@preact/signals';
import { useHealth, useHistory, useHistoryData, useNet, useTaken, type Net } from '../store/run';
import type { History } from '../model/history';
import { Empty, Loaded, Problem, Problems } from '../parts/parts';
import { SupernetStage } from './supernet-stage';
import type { SourcePageProps } from './source';

export function SupernetPage(props: SourcePageProps) {
  const { source } = props;
  const net = useNet(source.id);
  const answer = useHistory(source.id);
  const history = useHistoryData(answer);
  const health = useHealth(source.id);
  const entropy = useComputed(() => {
    const data = health.value.data;
    const h = history.value;
    return data === null || !data.available || h === null ? undefined : onSteps(h, data.steps, data.entropy);
  });
  const taken = useTaken(source.id, history.value);
  return (
    <Loaded of={net.value} what="the network">
      {data => {
        if ('missing' in data) {
          return (
            <Empty title="The network of this run is not known.">
              <p>{data.missing}</p>
              <p>A search writes it as <code>supernet.json</code> when it starts; runs of older versions have none. <a href={`#/source/${source.id}/curves`}>Its curves</a> may be there.</p>
            </Empty>
          );
        }
        const missing = answer.value.data !== null && 'missing' in answer.value.data ? answer.value.data.missing : null;
        return (
          <>
            <Problems list={data.answer.notes} />
            {answer.value.error !== null && <Problem text={answer.value.error} />}
            <SupernetStage key={source.id} run={source.id} name={source.name} net={data} history={history.value} missing={missing} entropy={entropy.value} taken={taken} />
          </>
        );
      }}
    </Loaded>
  );
}

/** The values of one series at the steps of the history: the last not after each. */
export function onSteps(history: History, steps: readonly number[], values: readonly (number | null)[]): (number | null)[] {
  let at = -1;
  return history.steps.map(step => {
    while (at + 1 < steps.length && (steps[at + 1] ?? Infinity) <= step) at++;
    return at < 0 ? null : values[at] ?? null;
  });
}

export type { Net };
