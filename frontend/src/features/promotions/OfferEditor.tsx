import { Trans } from '@lingui/react/macro';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import {
  ActivateOfferDocument,
  DropOfferDraftDocument,
  SaveOfferDraftDocument,
} from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { FrameFields } from './FrameFields';
import { OfferPreview } from './OfferPreview';
import { TermsFields } from './TermsFields';
import type { OfferForm } from './form';
import { documentOf } from './form';

interface Props {
  form: OfferForm;
  /** Whether it was saved as a draft before. */
  isKept?: boolean;
  onClose: () => void;
}

/** Drafts an offer in words, tries it on a cart, and puts it in force. */
export function OfferEditor({ form: given, isKept = false, onClose }: Props) {
  const [form, setForm] = useState(given);
  const saving = useDeed(SaveOfferDraftDocument, (data) => data.saveOfferDraft);
  const activating = useDeed(ActivateOfferDocument, (data) => data.activateOffer);
  const dropping = useDeed(DropOfferDraftDocument, (data) => data.dropOfferDraft);
  const change = (some: Partial<OfferForm>): void => {
    saving.clear();
    activating.clear();
    setForm({ ...form, ...some });
  };
  const save = async (): Promise<boolean> => {
    const input = {
      code: form.code.trim(),
      name: form.name.trim(),
      validFrom: form.validFrom,
      validUntil: form.validUntil === '' ? null : form.validUntil,
      document: documentOf(form),
    };
    return (await saving.run({ input })) !== null;
  };
  const isNamed = form.code.trim() !== '' && form.name.trim() !== '' && form.validFrom !== '';
  return (
    <Modal
      open
      width={760}
      title={isKept ? <Trans>Draft of an offer</Trans> : <Trans>New offer</Trans>}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          {isKept && (
            <Button
              danger
              loading={dropping.isBusy}
              onClick={async () => {
                if (await dropping.run({ input: { code: form.code.trim() } })) onClose();
              }}
            >
              <Trans>Throw away</Trans>
            </Button>
          )}
          <Button
            disabled={!isNamed}
            loading={saving.isBusy}
            onClick={async () => {
              if (await save()) onClose();
            }}
          >
            <Trans>Save the draft</Trans>
          </Button>
          <Button
            type="primary"
            disabled={!isNamed}
            loading={activating.isBusy}
            onClick={async () => {
              if (!(await save())) return;
              if (await activating.run({ input: { code: form.code.trim() } })) onClose();
            }}
          >
            <Trans>Put in force</Trans>
          </Button>
        </>
      }
    >
      <FrameFields form={form} onChange={change} />
      <TermsFields form={form} onChange={change} />
      <OfferPreview form={form} />
      <DeedFault fault={saving.fault ?? activating.fault ?? dropping.fault} />
    </Modal>
  );
}
