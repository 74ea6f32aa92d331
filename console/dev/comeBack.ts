import { act } from '@testing-library/react';
import { vi } from 'vitest';

const FIVE_MINUTES = 300_000;

/** Comes back to the page after a while, at which it asks again for what it knows. */
export async function comeBack(): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + FIVE_MINUTES });
  try {
    await act(async () => {
      window.dispatchEvent(new Event('visibilitychange'));
      await Promise.resolve();
    });
  } finally {
    vi.useRealTimers();
  }
}
