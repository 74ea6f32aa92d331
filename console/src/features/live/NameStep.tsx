import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useText } from '@/shared/i18n/language';
import type { Brand } from '@/shared/scope/brand';
import { ProblemAlert } from '@/shared/ui/ProblemAlert';
import { type SourceKey, useCreateSource } from './api';
import { connectText } from './connectText';

interface NameStepProps {
  readonly brand: Brand;
  readonly made: SourceKey | undefined;
  readonly onMade: (key: SourceKey) => void;
}

/** Asks for a name and makes the source. */
export function NameStep({ brand, made, onMade }: NameStepProps) {
  const words = useText(connectText);
  const field = useId();
  const [name, setName] = useState('');
  const create = useCreateSource(brand.name);
  if (made) {
    return (
      <p>
        <strong data-testid="connect-made">{made.source}</strong>
      </p>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate(name.trim(), { onSuccess: onMade });
      }}
    >
      <label htmlFor={field} className="tb-visually-hidden">
        {words.nameLabel}
      </label>
      <div className="tb-name">
        <Input
          id={field}
          data-testid="source-name"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          placeholder={words.namePlaceholder}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
        <Button
          type="primary"
          htmlType="submit"
          data-testid="source-create"
          loading={create.isPending}
          disabled={!name.trim()}
        >
          {words.create}
        </Button>
      </div>
      <p className="tb-hint">{words.nameHint}</p>
      {create.error && <ProblemAlert failure={create.error} />}
    </form>
  );
}
