import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { sentences, useLanguage, useText } from '@/shared/i18n/language';
import type { Brand } from '@/shared/scope/brand';
import { ProblemAlert } from '@/shared/ui/ProblemAlert';
import { type SourceKey, useCreateSource } from './api';
import { connectText } from './connectText';
import { isSourceName } from './sourceName';

interface NameStepProps {
  readonly brand: Brand;
  readonly made: SourceKey | undefined;
  readonly onMade: (key: SourceKey) => void;
}

/** Asks for a name and makes the source. */
export function NameStep({ brand, made, onMade }: NameStepProps) {
  const words = useText(connectText);
  const { language } = useLanguage();
  const [field, hint] = [useId(), useId()];
  const [name, setName] = useState('');
  const create = useCreateSource(brand.name);
  const wanted = name.trim();
  const wrong = wanted !== '' && !isSourceName(wanted);
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
        if (isSourceName(wanted)) create.mutate(wanted, { onSuccess: onMade });
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
          status={wrong ? 'error' : ''}
          aria-invalid={wrong}
          aria-describedby={hint}
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
          disabled={!isSourceName(wanted)}
        >
          {words.create}
        </Button>
      </div>
      <p id={hint} className={`tb-hint${wrong ? ' tb-wrong' : ''}`} aria-live="polite" data-testid="source-name-hint">
        {sentences(language, wrong ? words.nameWrong : '', words.nameRule, words.nameUse)}
      </p>
      {create.error && <ProblemAlert failure={create.error} />}
    </form>
  );
}
