import { CARD_ORDERS } from '@onfile/domain/what-if';
import { Chooser, TextField } from '../../../design/fields';
import { backtest } from '../words/backtest';
import { type TypedPlan, wrongIn } from './typed-plan';

interface PlanFieldsProps {
  readonly plan: TypedPlan;
  readonly onChange: (plan: TypedPlan) => void;
  /** What is wrong is told once it was asked for. */
  readonly wasAsked: boolean;
}

/** What is to be otherwise with bills: the order of cards, the days of new rounds, the tries of one card. */
export function PlanFields({ plan, onChange, wasAsked }: PlanFieldsProps) {
  const wrong = wasAsked ? wrongIn(plan) : [];
  return (
    <>
      <Chooser
        label={backtest.order}
        value={plan.order}
        onChange={(order) => onChange({ ...plan, order })}
        choices={CARD_ORDERS.map((key) => ({ key, text: backtest.orders[key] }))}
      />
      <TextField
        {...{ label: backtest.rounds, hint: backtest.roundsHint, value: plan.rounds }}
        onChange={(rounds) => onChange({ ...plan, rounds })}
        error={wrong.includes('rounds') ? backtest.roundsInvalid : undefined}
      />
      <TextField
        {...{ label: backtest.tries, hint: backtest.triesHint, value: plan.tries }}
        onChange={(tries) => onChange({ ...plan, tries })}
        error={wrong.includes('tries') ? backtest.triesInvalid : undefined}
      />
    </>
  );
}
