import { Trans } from '@lingui/react/macro';
import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { AddCouponsDocument } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { TextField } from '@/console/parts/Fields';
import { codesOf, madeCodes } from './codes';

interface Props {
  offerCode: string;
  onClose: (isChanged: boolean) => void;
}

const MANY = 100;

/** Adds many coupons of an offer at once: written, pasted or made up. */
export function AddCoupons({ offerCode, onClose }: Props) {
  const id = useId();
  const [offer, setOffer] = useState(offerCode);
  const [text, setText] = useState('');
  const [uses, setUses] = useState('1');
  const adding = useDeed(AddCouponsDocument, (data) => data.addCoupons);
  const codes = codesOf(text);
  const many = codes.length;
  const isReady = offer.trim() !== '' && many > 0 && /^[1-9]\d{0,6}$/.test(uses);
  return (
    <Modal
      open
      title={<Trans>Add coupons</Trans>}
      mask={{ closable: false }}
      onCancel={() => {
        onClose(false);
      }}
      footer={
        <Button
          type="primary"
          disabled={!isReady}
          loading={adding.isBusy}
          onClick={async () => {
            const input = { offerCode: offer.trim(), codes, usesMax: Number(uses) };
            if (await adding.run({ input })) onClose(true);
          }}
        >
          <Trans>Add {many} coupons</Trans>
        </Button>
      }
    >
      <div className="fields">
        <TextField label={<Trans>Code of the offer</Trans>} value={offer} onChange={setOffer} />
        <TextField
          label={<Trans>How often each may be used</Trans>}
          value={uses}
          onChange={setUses}
        />
      </div>
      <div className="field">
        <label htmlFor={id}>
          <Trans>Codes, one on each line</Trans>
        </label>
        <Input.TextArea
          id={id}
          rows={8}
          value={text}
          onChange={(event) => {
            adding.clear();
            setText(event.target.value);
          }}
        />
        <Button
          onClick={() => {
            setText([...codes, ...madeCodes(MANY)].join('\n'));
          }}
        >
          <Trans>Make up {MANY} codes</Trans>
        </Button>
      </div>
      <DeedFault fault={adding.fault} />
    </Modal>
  );
}
