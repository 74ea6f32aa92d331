import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { LanguageContext } from '@/shared/i18n/language';
import { Command } from './Command';

const LINE = './tidebank demo';

const browser = (clipboard: Partial<Clipboard> | undefined, execCommand: unknown) => {
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  Object.defineProperty(document, 'execCommand', { configurable: true, value: execCommand });
};

afterEach(() => {
  browser(undefined, undefined);
});

const refusing = { writeText: () => Promise.reject(new Error('Not allowed')) };

test('a command is copied', async () => {
  const written: string[] = [];
  browser({ writeText: async (text) => void written.push(text) }, undefined);
  render(<Command line={LINE} />);
  fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
  expect(await screen.findByRole('button', { name: 'Copied' })).toBeVisible();
  expect(written).toEqual([LINE]);
});

test.each([
  ['there is no clipboard, as over plain HTTP', undefined],
  ['the clipboard refuses', refusing],
])('where %s, the command is copied the old way', async (_, clipboard) => {
  const asked: unknown[] = [];
  browser(clipboard, (command: string) => {
    const field = document.activeElement as HTMLTextAreaElement;
    asked.push([command, field.value.slice(field.selectionStart, field.selectionEnd)]);
    return true;
  });
  render(<Command line={LINE} />);
  fireEvent.click(screen.getByRole('button'));
  expect(await screen.findByRole('button', { name: 'Copied' })).toBeVisible();
  expect(asked).toEqual([['copy', LINE]]);
  expect(document.querySelector('textarea')).toBeNull();
});

test('where nothing can be copied, the command is selected and whoever asked is told', async () => {
  browser(refusing, () => false);
  render(
    <LanguageContext value={{ language: 'zh', choose: () => undefined }}>
      <Command line={LINE} />
    </LanguageContext>,
  );
  fireEvent.click(screen.getByRole('button', { name: '复制' }));
  expect(await screen.findByRole('button', { name: '已选中，请手动复制' })).toBeVisible();
  expect(window.getSelection()?.toString()).toBe(LINE);
});
