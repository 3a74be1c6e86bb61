import { Trans, useLingui } from '@lingui/react/macro';
import { ReloadOutlined } from '@ant-design/icons';
import { Button, Input, Select, Space } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { Link, useLocation, useSearchParams } from 'wouter';
import { useHasRole } from '@/app/SessionContext';
import { Page } from '@/console/Page';
import { DeedFault } from '@/console/deeds/DeedFault';
import { PREPARING_PAYOUTS } from '@/console/roles';
import {
  PayoutCurrenciesDocument,
  PreparePayoutBatchDocument,
  PreviewPayoutDocument,
} from '@/generated/graphql';
import type { PreviewPayoutMutation } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { useDeed } from '@/lib/useDeed';
import { Money } from '@/ui/Money';
import { Skeleton } from '@/ui/Skeleton';
import { PayableTable } from './PayableTable';
import './payouts.css';

export type Preview = Extract<
  PreviewPayoutMutation['previewPayout'],
  { __typename: 'PayoutPreview' }
>;

const CURRENCIES = ['CNY', 'USD', 'EUR', 'HKD', 'GBP', 'JPY', 'SGD'];
const AMOUNT = /^\d+(\.\d+)?$/;

/** Who would be paid how much now, who would not and why; from here a batch is prepared. */
export function BatchWizard() {
  const [params, setParams] = useSearchParams();
  const [{ data }] = useQuery({ query: PayoutCurrenciesDocument });
  const currency = params.get('currency') ?? data?.brand.currency;
  const minimum = params.get('minimum') ?? '';
  return (
    <>
      <Link href="/payouts" className="panel-back">
        ‹ <Trans>Payouts</Trans>
      </Link>
      <Page title={<Trans>Who can be paid</Trans>}>
        {!currency && <Skeleton lines={6} />}
        {currency && (
          <Wizard
            key={`${currency} ${minimum}`}
            currency={currency}
            minimum={minimum}
            onChange={(next) => {
              setParams(new URLSearchParams(next));
            }}
          />
        )}
      </Page>
    </>
  );
}

interface Props {
  currency: string;
  minimum: string;
  onChange: (next: { currency: string; minimum: string }) => void;
}

function Wizard({ currency, minimum, onChange }: Props) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const mayPrepare = useHasRole(...PREPARING_PAYOUTS);
  const [key, renew] = useIdempotencyKey();
  const previewing = useDeed(PreviewPayoutDocument, (data) => data.previewPayout);
  const preparing = useDeed(PreparePayoutBatchDocument, (data) => data.preparePayoutBatch);
  const [preview, setPreview] = useState<Preview | null>(null);
  const input = { currency, ...(minimum ? { minimum: { amount: minimum, currency } } : {}) };

  const look = async (): Promise<void> => {
    setPreview(await previewing.run({ input }));
  };
  const first = useRef(look);
  useEffect(() => {
    void first.current();
  }, []);

  const prepare = async (): Promise<void> => {
    const prepared = await preparing.run({ input: { ...input, idempotencyKey: key } });
    if (prepared?.payoutBatch) {
      renew();
      go(`/payouts/${prepared.payoutBatch.id}`);
    }
  };
  const payable = preview?.payable ?? 0;
  const waiting = (preview?.lines.length ?? 0) - payable;

  return (
    <div className="panels">
      <section className="card payable-head">
        <div>
          <span className="t-soft">
            <Trans>Can be paid now</Trans>
          </span>
          {preview ? <Money value={preview.total} size="large" /> : <Skeleton lines={1} />}
          <span className="t-soft">
            <Trans>
              {payable} distributors; {waiting} are not paid now
            </Trans>
          </span>
        </div>
        <Space wrap>
          <Select
            aria-label={t`Currency`}
            value={currency}
            options={CURRENCIES.map((code) => ({ value: code, label: code }))}
            onChange={(next) => {
              onChange({ currency: next, minimum: '' });
            }}
          />
          <Input
            className="payable-minimum"
            aria-label={t`Least amount`}
            placeholder={t`Least amount`}
            suffix={currency}
            inputMode="decimal"
            defaultValue={minimum}
            onPressEnter={(event) => {
              const next = event.currentTarget.value.trim();
              if (next === '' || AMOUNT.test(next)) onChange({ currency, minimum: next });
            }}
          />
          <Button
            icon={<ReloadOutlined />}
            loading={previewing.isBusy}
            onClick={() => {
              void look();
            }}
          >
            <Trans>Look again</Trans>
          </Button>
          <Button
            type="primary"
            disabled={!mayPrepare || payable === 0}
            loading={preparing.isBusy}
            onClick={() => {
              void prepare();
            }}
          >
            <Trans>Prepare a batch of {payable}</Trans>
          </Button>
        </Space>
        {!mayPrepare && (
          <p className="t-soft payable-note">
            <Trans>
              Batches are prepared by a payout operator; you can look at who would be paid.
            </Trans>
          </p>
        )}
      </section>
      <DeedFault
        fault={previewing.fault ?? preparing.fault}
        onRetry={() => {
          void look();
        }}
      />
      {preview ? <PayableTable preview={preview} /> : previewing.isBusy && <Skeleton lines={9} />}
    </div>
  );
}
