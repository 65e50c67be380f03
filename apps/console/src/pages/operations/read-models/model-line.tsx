import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, keyed } from '../../../api/client';
import { Button } from '../../../design/button';
import { Notice, Problem } from '../../../design/notice';
import { ActDialog } from '../act/act-dialog';
import { operatorsApi as api } from '../client';
import { useMay } from '../use-operator';
import type { ModelProgress } from '../queries';
import { doctor, readModels } from '../words/care';
import { acts } from '../words/explain';
import { inWords } from '../words/in-words';

type Cure = 'compare' | 'rebuild';

/** One read model: how far it is, whether it is as the log makes it, and its rebuild. */
export function ModelLine({ model: told, end }: { readonly model: ModelProgress; readonly end: string }) {
  const { model, position, behind } = told;
  const name = inWords(model);
  const [cure, setCure] = useState<Cure>();
  const mayAct = useMay('write');
  const check = useCheck(model);
  return (
    <li>
      <span>
        <strong>{name}</strong>{' '}
        <span className="hint">{position === null ? readModels.empty : `${readModels.at} ${position}`}</span>
      </span>
      <div className="small-acts">
        <Button
          look="quiet"
          aria-label={doctor.named(doctor.check, name)}
          isPending={check.isPending}
          onPress={() => check.mutate()}
        >
          {doctor.check}
        </Button>
        {mayAct &&
          (['compare', 'rebuild'] as const).map((each) => (
            <Button key={each} look="quiet" aria-label={doctor.named(doctor[each], name)} onPress={() => setCure(each)}>
              {doctor[each]}
            </Button>
          ))}
      </div>
      <span className={`mark mark-${behind ? 'busy' : 'good'}`}>
        {behind ? lagOf(end, position) : readModels.upToDate}
      </span>
      {check.data !== undefined && <Verdict verdict={check.data} />}
      <Problem error={check.error} />
      {cure !== undefined && <CureDialog model={model} cure={cure} onClose={() => setCure(undefined)} />}
    </li>
  );
}

/** How far a read model is behind; positions of some event stores are more than a number. */
function lagOf(end: string, position: string | null): string {
  if (!/^\d+$/.test(end) || (position !== null && !/^\d+$/.test(position))) return readModels.behind;
  return readModels.behindBy(String(BigInt(end) - BigInt(position ?? '0')));
}

function useCheck(model: string) {
  const params = { path: { model } };
  return useMutation({
    mutationFn: () => answered(api.GET('/v1/operations/read-models/{model}/verification', { params })),
  });
}

type Told = NonNullable<ReturnType<typeof useCheck>['data']>;

function Verdict({ verdict: { sampled, equal, differing } }: { readonly verdict: Told }) {
  if (sampled === 0) return <p role="status">{doctor.checkedNone}</p>;
  if (equal) return <Notice kind="success" title={doctor.checked(sampled)} isNews />;
  return (
    <Notice kind="error" title={doctor.differs(differing.length, sampled)} isNews>
      <ul className="id-list">
        {differing.map((key) => (
          <li key={key}>{key}</li>
        ))}
      </ul>
    </Notice>
  );
}

interface CureDialogProps {
  readonly model: string;
  readonly cure: Cure;
  readonly onClose: () => void;
}

function CureDialog({ model, cure, onClose }: CureDialogProps) {
  return (
    <ActDialog
      title={doctor.titles[cure]}
      confirm={doctor.confirm[cure]}
      onClose={onClose}
      send={async ({ reason, key }) => {
        const params = { path: { model }, ...keyed(key) };
        const body = { reason, compareOnly: cure === 'compare' };
        await answered(api.POST('/v1/operations/read-models/{model}/rebuilds', { params, body }));
        return { words: doctor.did(inWords(model)) };
      }}
    >
      <Notice kind="info" title={acts.willDo}>
        <p>
          <strong>{inWords(model)}.</strong> {doctor.texts[cure]}
        </p>
      </Notice>
    </ActDialog>
  );
}
